package doorbuster.infra.fleet;

import doorbuster.infra.edge.Edge;
import doorbuster.infra.edge.EdgeCertificate;
import doorbuster.infra.local.Backing;
import doorbuster.infra.local.FreePorts;
import doorbuster.infra.local.StartFailed;
import doorbuster.regions.Endpoint;
import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Starts the catalog's origin and the region units, watches over them, and ends them.
public final class Launcher {
    /// What is done once everything runs and before it is watched: sample data, the summary.
    public interface WhenUp {
        void run(Regions regions, List<Region> units);
    }

    /// How the fleet is to run.
    ///
    /// @param restart whether a process that dies is started again
    /// @param dns     whether a geo-DNS runs beside the units
    /// @param backing what the stores run as
    public record Wishes(boolean restart, boolean dns, Backing backing) {}

    private final Workspace workspace;
    private final Regions regions;
    private final List<Region> units;
    private final boolean traces;
    private final Progress progress;

    /// Reads the regions.
    ///
    /// @param names the units to start; none for all
    /// @param traces whether every span goes to a Zipkin server of the fleet's own
    /// @throws StartFailed when a name is not that of a region
    public Launcher(Workspace workspace, List<String> names, boolean traces, Progress progress) {
        this.workspace = workspace;
        this.regions = regions(workspace);
        this.units = names.isEmpty()
                ? regions.all()
                : names.stream().map(this::named).toList();
        this.traces = traces;
        this.progress = progress;
    }

    /// The regions as they run on this machine.
    public static Regions regions(Workspace workspace) {
        return Placement.onThisMachine(Regions.read(workspace.regions()));
    }

    public List<Region> units() {
        return units;
    }

    /// Starts everything, calls `whenUp`, and watches until the JVM is told to end. Whatever happens,
    /// nothing that was started outlives this call or the JVM.
    ///
    /// @throws StartFailed with one line when a part cannot be started; everything else is ended again
    /// first
    public void run(Wishes wishes, WhenUp whenUp) {
        refuseWhenRunning();
        Memory.require(units, traces);
        Optional<Path> edge = Edge.program();
        checkCertificates(edge);
        if (wishes.dns()) {
            LocalDns.require(edge);
        }
        Sockets.requireFree(regions.origin().origin().orElseThrow(), units);
        wishes.backing().require(progress::say);
        Optional<Zipkin> zipkin = zipkin();
        workspace.identity();
        if (edge.isEmpty()) {
            progress.say("  haproxy is not installed: the app faces its buyers itself, which is for trying out only");
        }
        Optional<LocalDns> dns = wishes.dns() ? Optional.of(new LocalDns(workspace, regions)) : Optional.empty();
        Fleet fleet = new Fleet(workspace, regions, wishes.backing());
        Supervisor supervisor = new Supervisor(fleet, progress, wishes.restart());
        JavaPrograms java =
                new JavaPrograms(workspace, zipkin.map(Zipkin::environment).orElse(Map.of()));
        UnitChanges changes = new UnitChanges(workspace, fleet, supervisor, java, edge, dns);
        Thread main = Thread.currentThread();
        Thread hook = new Thread(() -> endAll(fleet, supervisor, main), "end");
        Runtime.getRuntime().addShutdownHook(hook);
        try (Control control = Control.open(workspace.sockets(), changes)) {
            start(fleet, edge, zipkin, java);
            tellHalfway();
            dns.ifPresent(server -> server.start(fleet, changes.joined(), progress));
            fleet.ready(control.file());
            whenUp.run(regions, units);
            progress.say(Progress.READY);
            supervisor.watch();
        } finally {
            supervisor.end();
            fleet.close();
        }
    }

    private void checkCertificates(Optional<Path> edge) {
        for (Region region : units) {
            EdgeCertificate.check(region, InstantSource.system());
            if (region.certificate().isPresent() && edge.isEmpty()) {
                throw new StartFailed(
                        region.name() + " has a certificate, which needs HAProxy: apt-get install haproxy");
            }
        }
    }

    private void start(Fleet fleet, Optional<Path> edge, Optional<Zipkin> zipkin, JavaPrograms java) {
        UnitFiles files = new UnitFiles(workspace, regions, edge.isPresent());
        List<Runnable> starts = new ArrayList<>();
        zipkin.ifPresent(server -> starts.add(() -> server.run(fleet)));
        starts.add(() -> new OriginStart(workspace, regions, files, java, fleet, progress).run());
        for (Region region : units) {
            files.neighbours(
                    region,
                    regions.all().stream()
                            .filter(other -> !Files.exists(workspace.halfway(other.name())))
                            .toList());
            starts.add(() -> new UnitStart(workspace, region, files, java, fleet, progress).run(edge));
        }
        Together.run(starts);
        progress.say(String.format(Locale.ROOT, "  all healthy after %.1f s", progress.total()));
    }

    /// Looks for what Zipkin needs before anything starts; fetching it may take a while.
    private Optional<Zipkin> zipkin() {
        if (!traces) {
            return Optional.empty();
        }
        Endpoint endpoint = Zipkin.endpoint(regions);
        FreePorts.require("Zipkin", endpoint.address(), endpoint.port());
        return Optional.of(new Zipkin(workspace, endpoint, new ZipkinJar(workspace, progress).get(), progress));
    }

    private void tellHalfway() {
        units.stream()
                .map(Region::name)
                .filter(name -> Files.exists(workspace.halfway(name)))
                .forEach(name -> progress.say("  " + name + " was added or removed only halfway, and no buyers are sent"
                        + " there: ./doorbuster region add " + name + " or remove " + name + " goes on"));
    }

    /// The shutdown hook: a start under way is given up, then everything is ended.
    private void endAll(Fleet fleet, Supervisor supervisor, Thread main) {
        progress.say("stopping …");
        supervisor.end();
        main.interrupt();
        fleet.close();
        progress.say("stopped; the data are kept in " + workspace.home());
    }

    private void refuseWhenRunning() {
        Optional<FleetState> state = FleetState.read(workspace.stateFile());
        state.flatMap(known -> known.launcher().handle()).ifPresent(running -> {
            throw new StartFailed(
                    "the fleet runs already (launcher process " + running.pid() + "); ./doorbuster down stops it");
        });
        state.ifPresent(known -> new Ending(workspace).endProcesses(known));
    }

    private Region named(String name) {
        return regions.named(name)
                .orElseThrow(() -> new StartFailed("there is no region " + name + "; there are "
                        + String.join(
                                ", ", regions.all().stream().map(Region::name).toList())));
    }
}
