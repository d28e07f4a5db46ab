package doorbuster.infra.command;

import doorbuster.infra.fleet.FleetState;
import doorbuster.infra.fleet.Launcher;
import doorbuster.infra.fleet.LocalDns;
import doorbuster.infra.fleet.Workspace;
import doorbuster.regions.Region;
import java.io.PrintWriter;
import java.nio.file.Files;
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

@Command(
        name = "list",
        description =
                "Says which regions there are, whose buyers each serves, and whether it runs, is drained, or was added"
                        + " or removed only halfway.")
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
        Map<String, String> states = states(workspace, regions);
        if (json) {
            Surroundings.print(
                    out,
                    regions.stream()
                            .map(region -> view(region, states.getOrDefault(region.name(), "")))
                            .toList());
        } else {
            print(out, regions, states);
        }
        return 0;
    }

    private static Map<String, String> states(Workspace workspace, List<Region> regions) {
        Set<String> running = FleetState.read(workspace.stateFile()).stream()
                .filter(state -> state.launcher().handle().isPresent())
                .flatMap(state -> state.units().stream().map(FleetState.Unit::name))
                .collect(Collectors.toSet());
        List<String> drained = LocalDns.drained(workspace);
        Map<String, String> states = new LinkedHashMap<>();
        for (Region region : regions) {
            String name = region.name();
            boolean halfway = Files.exists(workspace.halfway(name));
            states.put(
                    name,
                    !running.contains(name)
                            ? "stopped"
                            : halfway ? "halfway" : drained.contains(name) ? "drained" : "running");
        }
        return states;
    }

    private static void print(PrintWriter out, List<Region> regions, Map<String, String> states) {
        Table table = new Table("region", "display name", "geographies", "weight", "storefront", "origin", "state");
        for (Region region : regions) {
            table.row(
                    region.name(),
                    region.displayName(),
                    String.join(",", region.geographies()),
                    Integer.toString(region.weight()),
                    region.publicUrl() + "/",
                    region.isOrigin() ? "here" : "",
                    states.getOrDefault(region.name(), ""));
        }
        table.print(out);
    }

    private static Map<String, Object> view(Region region, String state) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", region.name());
        view.put("displayName", region.displayName());
        view.put("geographies", region.geographies());
        view.put("weight", region.weight());
        view.put("publicUrl", region.publicUrl());
        view.put("adminUrl", region.adminEndpoint().url());
        view.put("origin", region.isOrigin());
        view.put("running", !state.equals("stopped"));
        view.put("state", state);
        return view;
    }
}
