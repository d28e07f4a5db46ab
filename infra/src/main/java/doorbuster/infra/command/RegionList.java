package doorbuster.infra.command;

import doorbuster.infra.fleet.FleetState;
import doorbuster.infra.fleet.Launcher;
import doorbuster.infra.fleet.Workspace;
import doorbuster.regions.Region;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "list", description = "Says which regions there are, whose buyers each serves, and whether it runs.")
final class RegionList implements Callable<Integer> {
    @Option(names = "--json", description = "one JSON list")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Workspace workspace = Surroundings.workspace();
        List<Region> regions = Launcher.regions(workspace).all();
        Set<String> running = FleetState.read(workspace.stateFile()).stream()
                .filter(state -> state.launcher().handle().isPresent())
                .flatMap(state -> state.units().stream().map(FleetState.Unit::name))
                .collect(Collectors.toSet());
        if (json) {
            Surroundings.print(
                    out,
                    regions.stream()
                            .map(region -> view(region, running.contains(region.name())))
                            .toList());
        } else {
            print(out, regions, running);
        }
        return 0;
    }

    private static void print(PrintWriter out, List<Region> regions, Set<String> running) {
        Table table = new Table("region", "display name", "geographies", "weight", "storefront", "origin", "runs");
        for (Region region : regions) {
            table.row(
                    region.name(),
                    region.displayName(),
                    String.join(",", region.geographies()),
                    Integer.toString(region.weight()),
                    region.publicUrl() + "/",
                    region.isOrigin() ? "here" : "",
                    running.contains(region.name()) ? "yes" : "no");
        }
        table.print(out);
    }

    private static Map<String, Object> view(Region region, boolean runs) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", region.name());
        view.put("displayName", region.displayName());
        view.put("geographies", region.geographies());
        view.put("weight", region.weight());
        view.put("publicUrl", region.publicUrl());
        view.put("adminUrl", region.adminEndpoint().url());
        view.put("origin", region.isOrigin());
        view.put("running", runs);
        return view;
    }
}
