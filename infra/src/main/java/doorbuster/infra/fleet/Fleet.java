package doorbuster.infra.fleet;

import doorbuster.infra.fleet.FleetState.Running;
import doorbuster.infra.local.StartFailed;
import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What this launcher has started: kept in the state file, watched, and ended together.
final class Fleet implements AutoCloseable {
    static final String ORIGIN = "origin";

    private final Workspace workspace;
    private final Regions regions;
    private final List<Part> parts = new ArrayList<>();
    private boolean ready;
    private boolean closing;

    Fleet(Workspace workspace, Regions regions) {
        this.workspace = workspace;
        this.regions = regions;
        write();
    }

    /// From now on the part is in the state file and is ended by [#close()].
    ///
    /// @throws StartFailed when the fleet is being ended; the part is ended first
    synchronized Part add(Part part) {
        if (closing) {
            part.stop();
            throw new StartFailed("interrupted");
        }
        parts.add(part);
        write();
        return part;
    }

    synchronized void ready() {
        ready = true;
        write();
    }

    synchronized boolean isClosing() {
        return closing;
    }

    synchronized List<Part> parts() {
        return List.copyOf(parts);
    }

    /// Writes what is running into the state file.
    synchronized void write() {
        if (closing) {
            return;
        }
        List<FleetState.Unit> units = regions.all().stream()
                .filter(region -> hasParts(region.name()))
                .map(this::unit)
                .toList();
        new FleetState(Running.of(ProcessHandle.current()), ready, units, origin()).write(workspace.stateFile());
    }

    /// Ends everything that was added, front first: role by role, all of a role at once.
    @Override
    public void close() {
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
        }
        for (Role role : Role.values()) {
            List<Runnable> stops = parts().stream()
                    .filter(part -> part.role() == role)
                    .<Runnable>map(part -> part::stop)
                    .toList();
            Together.run(stops);
        }
        try {
            Files.deleteIfExists(workspace.stateFile());
        } catch (IOException e) {
            throw new StartFailed("the state file cannot be deleted: " + e.getMessage(), e);
        }
    }

    private boolean hasParts(String owner) {
        return parts.stream().anyMatch(part -> part.owner().equals(owner));
    }

    private FleetState.Unit unit(Region region) {
        return new FleetState.Unit(
                region.name(), region.publicUrl(), region.adminEndpoint().url(), processes(region.name()));
    }

    private FleetState.Unit origin() {
        String url = regions.origin()
                .origin()
                .map(origin -> "http://" + origin.address() + ":" + origin.adminPort())
                .orElse("");
        return new FleetState.Unit(ORIGIN, url, url, processes(ORIGIN));
    }

    private List<FleetState.Member> processes(String owner) {
        return parts.stream()
                .filter(part -> part.owner().equals(owner))
                .sorted(Comparator.comparing(Part::role)
                        .thenComparingInt(part -> part.endpoint().port()))
                .map(part -> new FleetState.Member(
                        part.role().word(),
                        Running.of(part.child().process().toHandle()),
                        part.endpoint().toString(),
                        part.admin(),
                        part.restarts()))
                .toList();
    }
}
