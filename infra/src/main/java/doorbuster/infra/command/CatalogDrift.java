package doorbuster.infra.command;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.infra.admin.Units;
import doorbuster.regions.Region;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "drift",
        description = "Lists the rows of a unit that were found different from what the origin wrote, newest first.")
final class CatalogDrift implements Callable<Integer> {
    @Mixin
    private RegionChoice where = new RegionChoice();

    @Option(names = "--json", description = "one JSON document")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Units units = Surroundings.units();
        Map<String, JsonNode> found = new LinkedHashMap<>();
        for (Region region : where.toLook(units)) {
            found.put(region.name(), units.catalogSync(region).get("/v1/catalog/drift"));
        }
        if (json) {
            Surroundings.print(out, found);
            return 0;
        }
        Table table = new Table("unit", "found at", "mended at", "version", "table", "key", "it was");
        found.forEach((unit, rows) -> rows.forEach(row -> table.row(
                unit,
                row.path("foundAt").asText(),
                row.path("repairedAt").asText(),
                row.path("version").asText(),
                row.path("table").asText(),
                row.path("key").asText(),
                row.path("kind").asText())));
        table.print(out);
        return 0;
    }
}
