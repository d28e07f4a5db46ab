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
                table.print(out());
            }
        }
        if (isJson()) {
            Surroundings.print(out(), found);
        }
        return true;
    }
}
