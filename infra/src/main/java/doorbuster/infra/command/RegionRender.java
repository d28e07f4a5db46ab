package doorbuster.infra.command;

import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.kubernetes.Overlay;
import doorbuster.infra.local.StartFailed;
import doorbuster.regions.MadeUp;
import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "render",
        description =
                "Writes the Kustomize overlay of a region, or of all, from the regions' files; prints each overlay's"
                        + " folder last.")
final class RegionRender implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "the region")
    private String name = "";

    @Option(names = "--all-regions", description = "every region: each knows the others, so one that comes changes all")
    private boolean all;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (all == !name.isEmpty()) {
            throw new StartFailed("say which: region render NAME, or region render --all-regions");
        }
        Workspace workspace = Surroundings.workspace();
        // as the files say: where a machine puts the regions for trying out does not matter here
        Regions regions = Regions.read(workspace.regions());
        List<Overlay> overlays = named(regions).stream()
                .map(region -> new Overlay(regions, region))
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        List<Path> folders = overlays.stream()
                .map(overlay -> overlay.write(overlays(workspace)))
                .toList();
        named(regions).forEach(region -> tellMadeUp(region, out));
        out.println("Look at the whole with: kubectl kustomize FOLDER");
        folders.forEach(out::println);
        out.flush();
        return 0;
    }

    /// Where all overlays lie.
    static Path overlays(Workspace workspace) {
        return workspace.root().resolve("infra/kubernetes/regions");
    }

    private List<Region> named(Regions regions) {
        if (all) {
            return regions.all();
        }
        return List.of(regions.named(name)
                .orElseThrow(() -> new StartFailed("there is no region " + name + "; there are "
                        + String.join(
                                ", ", regions.all().stream().map(Region::name).toList()))));
    }

    private static void tellMadeUp(Region region, PrintWriter out) {
        List<String> facts = region.production().map(MadeUp::in).orElse(List.of());
        if (!facts.isEmpty()) {
            out.println(
                    "regions/" + region.name() + ".yaml: production has names and networks that are nobody's; replace"
                            + " them before a cluster follows: " + String.join(" ", facts));
        }
    }
}
