package doorbuster.infra.fleet;

import doorbuster.infra.local.StartFailed;
import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Units that come to a running fleet or leave it, next to the others, whose processes are not touched.
final class UnitChanges implements Control.Changes {
    private final Workspace workspace;
    private final Fleet fleet;
    private final Supervisor supervisor;
    private final JavaPrograms java;
    private final Optional<Path> edge;
    private final Optional<LocalDns> dns;

    UnitChanges(
            Workspace workspace,
            Fleet fleet,
            Supervisor supervisor,
            JavaPrograms java,
            Optional<Path> edge,
            Optional<LocalDns> dns) {
        this.workspace = workspace;
        this.fleet = fleet;
        this.supervisor = supervisor;
        this.java = java;
        this.edge = edge;
        this.dns = dns;
    }

    /// `start NAME`, `stop NAME`, `join NAME`, `leave NAME`; each may be repeated.
    @Override
    public void change(List<String> words, Progress progress) {
        String name = words.getLast();
        switch (words.getFirst()) {
            case "start" -> start(name, progress);
            case "stop" -> stop(name);
            case "join" -> join(name);
            case "leave" -> leave(name);
            default -> throw new StartFailed("the launcher does not know " + words.getFirst());
        }
    }

    /// The units that buyers may be sent to.
    List<Region> joined() {
        List<String> running = fleet.running();
        return fleet.regions().all().stream()
                .filter(region -> running.contains(region.name()))
                .filter(region -> !Files.exists(workspace.halfway(region.name())))
                .toList();
    }

    /// Brings the unit up from its file; when that fails, nothing of it is left running.
    private void start(String name, Progress progress) {
        if (!fleet.of(name).isEmpty()) {
            progress.say("  " + name + " runs already");
            return;
        }
        Regions now = unchanged(Launcher.regions(workspace));
        Region region = now.named(name).orElseThrow(() -> new StartFailed("there is no region " + name));
        Memory.requireFor(region);
        Sockets.requireFree(region);
        fleet.regions(now);
        UnitFiles files = new UnitFiles(workspace, now, edge.isPresent());
        try {
            files.neighbours(region, joined());
            new UnitStart(workspace, region, files, java, fleet, progress).run(edge);
            fleet.of(name).forEach(supervisor::attend);
        } catch (StartFailed e) {
            fleet.remove(name);
            throw e;
        }
    }

    private void stop(String name) {
        fleet.remove(name);
    }

    /// Buyers are sent there from now on, and the other units know it.
    private void join(String name) {
        try {
            Files.deleteIfExists(workspace.halfway(name));
        } catch (IOException e) {
            throw new StartFailed(workspace.halfway(name) + " cannot be deleted: " + e.getMessage(), e);
        }
        tellAll();
    }

    /// Nobody is sent there any more.
    private void leave(String name) {
        try {
            Files.createDirectories(workspace.unit(name));
            Files.writeString(workspace.halfway(name), "");
        } catch (IOException e) {
            throw new StartFailed(workspace.halfway(name) + " cannot be written: " + e.getMessage(), e);
        }
        tellAll();
    }

    private void tellAll() {
        List<Region> joined = joined();
        UnitFiles files = new UnitFiles(workspace, fleet.regions(), edge.isPresent());
        List<String> running = fleet.running();
        fleet.regions().all().stream()
                .filter(region -> running.contains(region.name()))
                .forEach(region -> files.neighbours(region, joined));
        if (!joined.isEmpty()) {
            dns.ifPresent(server -> server.renew(fleet, joined));
        }
    }

    /// The regions as their files say now, when those that run are what they were.
    private Regions unchanged(Regions now) {
        for (String name : fleet.running()) {
            if (!now.named(name).equals(fleet.regions().named(name))) {
                throw new StartFailed("the file of " + name + " has changed since it was started, or this machine has"
                        + " no address for each unit; ./doorbuster down and up take the change over");
            }
        }
        return now;
    }
}
