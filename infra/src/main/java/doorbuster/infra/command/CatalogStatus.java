package doorbuster.infra.command;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.infra.admin.Refused;
import doorbuster.infra.admin.Units;
import doorbuster.infra.local.Pause;
import doorbuster.regions.Region;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description = "Says which version of the catalog each unit has, how late it is and whether every row is equal;"
                + " exits with 0 only when all are.")
final class CatalogStatus implements Callable<Integer> {
    @Option(names = "--json", description = "one JSON document")
    private boolean json;

    @Option(names = "--watch", description = "shows it again every second until Ctrl-C")
    private boolean watch;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        while (watch) {
            out.print("\033[H\033[2J"); // to the top of an empty screen
            var _ = show(out);
            Pause.of(Duration.ofSeconds(1));
        }
        return show(out);
    }

    private int show(PrintWriter out) {
        Units units = Surroundings.units();
        JsonNode origin = units.origin().get("/v1/catalog/status");
        Map<String, Optional<JsonNode>> answers = new LinkedHashMap<>();
        for (Region region : units.all()) {
            answers.put(region.name(), ask(units, region));
        }
        if (json) {
            Map<String, Object> list = new LinkedHashMap<>();
            answers.forEach((name, answer) ->
                    list.put(name, answer.<Object>map(unit -> unit).orElse(Map.of())));
            Surroundings.print(out, Map.of("origin", origin, "units", list));
        } else {
            print(out, origin, answers);
        }
        return answers.values().stream().allMatch(unit -> isEqual(unit, origin)) ? 0 : 1;
    }

    /// A unit that is away must not hide the others.
    private static Optional<JsonNode> ask(Units units, Region region) {
        try {
            return Optional.of(units.catalogSync(region).get("/v1/catalog/status"));
        } catch (Refused e) {
            return Optional.empty();
        }
    }

    private static void print(PrintWriter out, JsonNode origin, Map<String, Optional<JsonNode>> answers) {
        Table table = new Table(
                "unit", "version", "lag ms", "rows", "equal", "drifted", "slot", "retained bytes", "condition");
        table.row("origin", text(origin, "version"), "0", text(origin, "rows"), "yes", "", "", "", "");
        answers.forEach((name, answer) -> {
            if (answer.isEmpty()) {
                table.row(name, "does not answer", "", "", "", "", "", "", "");
                return;
            }
            JsonNode unit = answer.get();
            table.row(
                    name,
                    text(unit, "version"),
                    text(unit, "lagMs"),
                    text(unit, "rows"),
                    isEqual(answer, origin) ? "yes" : "NO",
                    text(unit, "drifted"),
                    text(unit.path("origin"), "slotState"),
                    text(unit.path("origin"), "retainedBytes"),
                    text(unit, "condition"));
        });
        table.print(out);
    }

    /// The same version with the same checksum, and the last audit of the rows found no difference.
    private static boolean isEqual(Optional<JsonNode> unit, JsonNode origin) {
        return unit.filter(known -> text(known, "version").equals(text(origin, "version")))
                .filter(known -> text(known, "checksum").equals(text(origin, "checksum")))
                .filter(known -> known.path("audit").path("equal").asBoolean(true))
                .isPresent();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }
}
