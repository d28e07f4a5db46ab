package doorbuster.infra.command;

import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.kubernetes.Overlay;
import doorbuster.infra.local.StartFailed;
import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "render",
        description = "Writes the Kustomize overlay of a region from its file; prints the overlay's folder last.")
final class RegionRender implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "the region")
    private String name = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Workspace workspace = Surroundings.workspace();
        // as the files say: where a machine puts the regions for trying out does not matter here
        Regions regions = Regions.read(workspace.regions());
        Region region = regions.named(name)
                .orElseThrow(() -> new StartFailed("there is no region " + name + "; there are "
                        + String.join(
                                ", ", regions.all().stream().map(Region::name).toList())));
        Path folder = new Overlay(regions, region).write(workspace.root().resolve("infra/kubernetes/regions"));
        PrintWriter out = spec.commandLine().getOut();
        out.println("rendered; look at the whole with: kubectl kustomize " + folder);
        out.println(folder);
        out.flush();
        return 0;
    }
}
