package doorbuster.infra.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import doorbuster.infra.admin.Refused;
import doorbuster.infra.admin.Units;
import doorbuster.regions.Region;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "orders",
        description = "Streams the orders of a sale, one per line, with --json one document per line.")
final class SaleOrders extends RegionLook {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    @Parameters(paramLabel = "SALE")
    private String sale = "";

    @Option(names = "--state", description = "only orders in this state, such as CONFIRMED")
    private Optional<String> state = Optional.empty();

    @Override
    boolean look(Units units, List<Region> regions) {
        String query = state.map(wanted -> "?state=" + wanted).orElse("");
        for (Region region : regions) {
            units.admin(region)
                    .lines("/v1/sales/" + sale + "/orders" + query, line -> print(region, order(region, line)));
        }
        return true;
    }

    private static ObjectNode order(Region region, String line) {
        try {
            return ((ObjectNode) JSON.readTree(line)).put("region", region.name());
        } catch (JsonProcessingException e) {
            throw new Refused(200, region.name() + " did not answer JSON lines");
        }
    }

    private void print(Region region, JsonNode order) {
        if (isJson()) {
            out().println(order);
            return;
        }
        out().printf(
                        "%-10s %-34s %-10s %4s  %s%n",
                        region.name(),
                        order.path("orderId").asText(),
                        order.path("state").asText(),
                        order.path("quantity").asText(),
                        order.path("buyer").asText(order.path("buyerId").asText()));
    }
}
