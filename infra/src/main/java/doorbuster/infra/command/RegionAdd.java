package doorbuster.infra.command;

import doorbuster.infra.admin.Units;
import doorbuster.infra.catalog.CatalogSight;
import doorbuster.infra.fleet.Control;
import doorbuster.infra.fleet.FleetState;
import doorbuster.infra.fleet.Launcher;
import doorbuster.infra.fleet.LocalDns;
import doorbuster.infra.fleet.Progress;
import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.local.Pause;
import doorbuster.infra.local.StartFailed;
import doorbuster.infra.proof.UnitProof;
import doorbuster.regions.NewRegion;
import doorbuster.regions.Region;
import doorbuster.regions.RegionRefused;
import doorbuster.regions.Regions;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "add",
        description = "Writes the file of a new region and, where a fleet runs on this machine, brings its unit up next"
                + " to the others, proves it and sends it buyers. An add that ended halfway is gone on with.")
final class RegionAdd implements Callable<Integer> {
    private static final Duration SEEDED = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    @Parameters(paramLabel = "NAME", description = "a DNS label, such as ap-south")
    private String name = "";

    @Option(
            names = "--geo",
            split = ",",
            paramLabel = "GEO",
            description = "continents (AF AN AS EU NA OC SA) or continent/country (EU/PT) whose buyers are sent there")
    private List<String> geographies = new ArrayList<>();

    @Option(
            names = "--like",
            paramLabel = "REGION",
            description = "whose sizes and ports it gets; the first's if not said")
    private Optional<String> like = Optional.empty();

    @Option(
            names = "--display-name",
            paramLabel = "TEXT",
            description = "what people read; made of the name if not said")
    private Optional<String> displayName = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Workspace workspace = Surroundings.workspace();

    @Override
    public Integer call() {
        Steps steps = new Steps(spec.commandLine().getOut(), name);
        Regions regions = Launcher.regions(workspace);
        boolean running = FleetState.read(workspace.stateFile())
                .filter(state -> state.ready() && state.launcher().handle().isPresent())
                .isPresent();
        boolean resumed = regions.named(name).isPresent();
        if (resumed && !Files.exists(workspace.halfway(name))) {
            throw new StartFailed(
                    "there is a region " + name + " already; ./doorbuster region verify " + name + " proves it anew");
        }
        if (resumed) {
            steps.say("An earlier add of " + name + " ended halfway; going on with it.");
        }
        Kept kept = resumed ? Kept.remembered(workspace, name) : write(regions, steps, running);
        if (running) {
            bringUp(steps, kept, !resumed);
        } else {
            steps.say("No fleet runs here: ./doorbuster up starts " + name + " with the others, and then ./doorbuster"
                    + " region " + (kept.stores() ? "add " : "verify ") + name + " proves it.");
        }
        tellManifests(steps);
        return 0;
    }

    private void bringUp(Steps steps, Kept kept, boolean isNew) {
        start(steps, kept, isNew);
        Units units = Surroundings.units();
        Region region = units.named(name);
        seed(units, region, steps);
        if (kept.stores()) {
            int sales = Sales.of(units.admin(region).get("/v1/sales")).size();
            steps.done("its data are taken up; sales among them: " + sales);
        }
        if (!RegionVerify.prove(new UnitProof(workspace, units, region), steps)) {
            throw new StartFailed(name + " runs but is not proven, and no buyers are sent to it; mend it and add it"
                    + " again, or ./doorbuster region remove " + name + " --force"
                    + (kept.stores() ? " --keep-data" : ""));
        }
        join(units, region, steps);
    }

    private void tellManifests(Steps steps) {
        if (Files.isDirectory(RegionRender.overlays(workspace))) {
            steps.say(
                    "Its manifests, and those of the others, which name it: ./doorbuster region render --all-regions");
        }
    }

    /// Writes the file of a new region.
    ///
    /// @return what an earlier unit of its name has left
    private Kept write(Regions regions, Steps steps, boolean running) {
        if (!Region.isName(name)) {
            throw new StartFailed(
                    "'" + name + "' cannot name a region; expected a DNS label (a-z, 0-9, inner hyphens, at most 40)");
        }
        if (geographies.isEmpty()) {
            throw new StartFailed("say whose buyers are sent there: --geo AS,OC");
        }
        geographies.stream()
                .filter(geography -> !Region.isGeography(geography))
                .findFirst()
                .ifPresent(wrong -> {
                    throw new StartFailed("'" + wrong + "' is no geography; expected continents (AF AN AS EU NA OC SA)"
                            + " or continent/country like EU/PT");
                });
        Region model = like.map(other -> regions.named(other)
                        .orElseThrow(() -> new StartFailed("there is no region " + other + " to be like")))
                .orElseGet(() -> regions.all().getFirst());
        Kept kept = Kept.look(workspace, name);
        // kept stores left the catalog and were drained, which only a running fleet takes back
        if (running || kept.stores()) {
            kept.mark();
        }
        Region region = written(model, kept);
        steps.done("regions/" + name + ".yaml, like " + model.name() + ", on " + region.innerAddress());
        if (kept.stores()) {
            steps.say("Data of an earlier " + name + " were kept in " + kept.folder() + ": they are taken up again.");
        }
        return kept;
    }

    /// The region as its new file says; one that does not fit to the others leaves nothing behind.
    private Region written(Region model, Kept kept) {
        try {
            return new NewRegion(name, displayName.orElseGet(() -> NewRegion.displayName(name)), geographies)
                    .write(workspace.regions(), Regions.read(workspace.regions()), model)
                    .named(name)
                    .orElseThrow();
        } catch (RegionRefused e) {
            if (Files.exists(workspace.halfway(name))) {
                new Removal(workspace, name).forget(kept.stores());
            }
            throw e;
        }
    }

    /// What cannot be started leaves nothing behind when it is new, but what was there before.
    private void start(Steps steps, Kept kept, boolean undo) {
        try {
            Control.ask(workspace, List.of("start", name), steps::say);
            steps.done("runs, supervised with the others");
        } catch (StartFailed e) {
            if (undo) {
                Removal removal = new Removal(workspace, name);
                removal.dropSlotsIfThere();
                removal.forget(kept.stores());
                throw new StartFailed(e.getMessage() + "; nothing was added", e);
            }
            throw e;
        }
    }

    /// A unit that was removed with its data kept left the catalog and was drained.
    private void seed(Units units, Region region, Steps steps) {
        units.catalogSync(region).send("POST", "/v1/catalog/join", Map.of());
        if (units.admin(region).get("/v1/unit/vitals").path("draining").asBoolean()) {
            units.admin(region).send("POST", "/v1/unit/undrain", Map.of());
        }
        LocalDns.drain(workspace, name, false);
        long deadline = System.nanoTime() + SEEDED.toNanos();
        while (true) {
            CatalogSight sight = CatalogSight.of(units, region);
            if (sight.allEqual()) {
                steps.done("catalog version " + sight.field("version") + " seeded, " + sight.field("rows")
                        + " rows, checksum equal");
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new StartFailed("the catalog of " + name + " is not equal to the origin's after "
                        + SEEDED.toSeconds() + " s; ./doorbuster catalog status says why");
            }
            Pause.of(LOOK_AGAIN);
        }
    }

    private void join(Units units, Region region, Steps steps) {
        new FirstContent(
                        workspace,
                        Launcher.regions(workspace),
                        units.all(),
                        new Progress(spec.commandLine().getOut()))
                .createSale(region);
        Control.ask(workspace, List.of("join", name), steps::say);
        DnsSight dns = new DnsSight(workspace, Launcher.regions(workspace));
        steps.done("buyers are sent there" + (dns.runs() ? " by the DNS" : " by the other regions"));
        steps.say(region.displayName() + " sells " + steps.total() + " after the command: storefront "
                + region.publicUrl() + "/   console " + region.adminEndpoint().url() + "/");
    }
}
