package doorbuster.infra.command;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.infra.admin.Units;
import doorbuster.regions.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Lists the sales of every region, as buyers see them.")
final class SaleList extends RegionLook {
    @Override
    boolean look(Units units, List<Region> regions) {
        List<Map<String, Object>> found = new ArrayList<>();
        Table table = new Table("region", "sale", "state", "availability", "price", "sku", "opens", "closes");
        for (Region region : regions) {
            for (JsonNode sale : sales(units, region)) {
                found.add(Map.of("region", region.name(), "sale", sale));
                table.row(
                        region.name(),
                        Sales.id(sale),
                        sale.path("state").asText(),
                        sale.path("availability").asText(),
                        Sales.price(sale),
                        sale.path("sku").asText(),
                        sale.path("opensAt").asText(),
                        sale.path("closesAt").asText());
            }
        }
        say(found, table);
        return true;
    }

    private static JsonNode sales(Units units, Region region) {
        return Sales.of(units.front(region).get("/v1/sales"));
    }
}
