package doorbuster.infra.command;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.infra.admin.Units;
import doorbuster.regions.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Shows one sale and its book.")
final class SaleShow extends RegionLook {
    @Parameters(paramLabel = "SALE")
    private String sale = "";

    @Override
    boolean look(Units units, List<Region> regions) {
        List<Map<String, Object>> found = new ArrayList<>();
        for (Region region : regions) {
            JsonNode offer = units.front(region).get("/v1/sales/" + sale);
            JsonNode book = units.admin(region).get("/v1/sales/" + sale + "/book");
            found.add(Map.of("region", region.name(), "sale", offer, "book", book));
            if (!isJson()) {
                out().println(region.name());
                Table table = new Table("field", "value");
                offer.properties()
                        .forEach(field ->
                                table.row(field.getKey(), field.getValue().asText()));
                book.properties()
                        .forEach(field -> table.row(
                                "book." + field.getKey(), field.getValue().asText()));
                lanes(units.admin(region).get("/v1/unit/vitals"), table);
                table.print(out());
            }
        }
        if (isJson()) {
            Surroundings.print(out(), found);
        }
        return true;
    }

    /// How each lane of the sale stands, as the asked node saw it last.
    private void lanes(JsonNode vitals, Table table) {
        for (JsonNode lane : vitals.path("lanes")) {
            if (lane.path("sale").asText().equals(sale)) {
                String phase = lane.path("phase").asText();
                table.row(
                        "lane." + lane.path("lane").asText(),
                        phase.equals("NEWER_ENTRY")
                                ? "is not settled: its oldest entry was written by a newer version; start a newer node"
                                : phase);
            }
        }
    }
}
