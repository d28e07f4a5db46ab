package doorbuster.infra.command;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.infra.admin.Units;
import doorbuster.regions.Region;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "list", description = "Lists the sales of every region, as buyers see them.")
final class SaleList implements Callable<Integer> {
    @Mixin
    private RegionChoice where = new RegionChoice();

    @Option(names = "--json", description = "one JSON list with a region in each entry")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Units units = Surroundings.units();
        List<Map<String, Object>> found = new ArrayList<>();
        Table table = new Table("region", "sale", "state", "availability", "price", "sku", "opens", "closes");
        for (Region region : where.toLook(units)) {
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
        if (json) {
            Surroundings.print(out, found);
        } else {
            table.print(out);
        }
        return 0;
    }

    private static JsonNode sales(Units units, Region region) {
        return Sales.of(units.front(region).get("/v1/sales"));
    }
}
