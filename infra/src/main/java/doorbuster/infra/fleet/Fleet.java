package doorbuster.infra.fleet;

import doorbuster.infra.fleet.FleetState.Running;
import doorbuster.infra.local.Backing;
import doorbuster.infra.local.StartFailed;
import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What this launcher has started: kept in the state file, watched, and ended together.
public final class Fleet implements AutoCloseable {
    static final String ORIGIN = "origin";
    public static final String DNS = "dns";

    private final Workspace workspace;
    private final Backing backing;
    private final List<Part> parts = new ArrayList<>();
    private Regions regions;
    private boolean ready;
    private String control = "";
    private boolean closing;

    Fleet(Workspace workspace, Regions regions, Backing backing) {
        this.workspace = workspace;
        this.backing = backing;
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

    /// The regions as their files now say.
    synchronized void regions(Regions now) {
        regions = now;
        write();
    }

    synchronized Regions regions() {
        return regions;
    }

    /// What the stores of every unit run as, also of those that come later.
    Backing backing() {
        return backing;
    }

    /// The names of the units that have processes.
    synchronized List<String> running() {
        return regions.all().stream().map(Region::name).filter(this::hasParts).toList();
    }

    /// The parts of one owner.
    synchronized List<Part> of(String owner) {
        return parts.stream().filter(part -> part.owner().equals(owner)).toList();
    }

    /// Ends all parts of a unit, front first, and forgets them. Nobody starts them again.
    void remove(String owner) {
        List<Part> own = of(owner);
        own.forEach(Part::release);
        stop(own);
        backing.sweep(workspace.unit(owner));
        synchronized (this) {
            parts.removeAll(own);
            write();
        }
    }

    /// The start is complete, and changes are taken on that socket.
    synchronized void ready(String socket) {
        ready = true;
        control = socket;
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
        List<FleetState.Unit> services = hasParts(DNS) ? List.of(dns()) : List.of();
        new FleetState(Running.of(ProcessHandle.current()), ready, units, origin(), services, control, backing.word())
                .write(workspace.stateFile());
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
        stop(parts());
        backing.sweep(workspace.home());
        try {
            Files.deleteIfExists(workspace.stateFile());
        } catch (IOException e) {
            throw new StartFailed("the state file cannot be deleted: " + e.getMessage(), e);
        }
    }

    private static void stop(List<Part> all) {
        for (Role role : Role.values()) {
            List<Runnable> stops = all.stream()
                    .filter(part -> part.role() == role)
                    .<Runnable>map(part -> part::stop)
                    .toList();
            Together.run(stops);
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

    private FleetState.Unit dns() {
        String url = "dns://" + of(DNS).getFirst().endpoint();
        return new FleetState.Unit(DNS, url, url, processes(DNS));
    }

    private List<FleetState.Member> processes(String owner) {
        return parts.stream()
                .filter(part -> part.owner().equals(owner))
                .sorted(Comparator.comparing(Part::role)
                        .thenComparingInt(part -> part.endpoint().port()))
                .map(part -> new FleetState.Member(
                        part.role().word(),
                        Running.of(part.child().process()),
                        part.endpoint().toString(),
                        part.admin(),
                        part.restarts()))
                .toList();
    }
}
