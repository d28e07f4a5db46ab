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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "show", description = "Shows one sale and its book.")
final class SaleShow implements Callable<Integer> {
    @Parameters(paramLabel = "SALE")
    private String sale = "";

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
        for (Region region : where.toLook(units)) {
            JsonNode offer = units.front(region).get("/v1/sales/" + sale);
            JsonNode book = units.admin(region).get("/v1/sales/" + sale + "/book");
            found.add(Map.of("region", region.name(), "sale", offer, "book", book));
            if (!json) {
                out.println(region.name());
                Table table = new Table("field", "value");
                offer.properties()
                        .forEach(field ->
                                table.row(field.getKey(), field.getValue().asText()));
                book.properties()
                        .forEach(field -> table.row(
                                "book." + field.getKey(), field.getValue().asText()));
                table.print(out);
            }
        }
        if (json) {
            Surroundings.print(out, found);
        }
        return 0;
    }
}
