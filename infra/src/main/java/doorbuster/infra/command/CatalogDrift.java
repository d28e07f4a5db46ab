package doorbuster.infra.command;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.infra.admin.Units;
import doorbuster.regions.Region;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "drift",
        description = "Lists the rows of a unit that were found different from what the origin wrote, newest first.")
final class CatalogDrift extends RegionLook {
    @Override
    boolean look(Units units, List<Region> regions) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        for (Region region : regions) {
            found.put(region.name(), units.catalogSync(region).get("/v1/catalog/drift"));
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
        say(found, table);
        return true;
    }
}
