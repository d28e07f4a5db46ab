package doorbuster.infra.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import doorbuster.infra.admin.Refused;
import doorbuster.infra.admin.Units;
import doorbuster.infra.trace.ZipkinTraces;
import doorbuster.regions.Region;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "explain",
        description = "Says why a buyer did or did not get it: each attempt of the last day with its outcome; exits"
                + " with 1 when there was none. That you looked is written into the audit.")
final class ExplainCommand extends RegionLook {
    private static final int NOT_FOUND = 404;
    private static final double MICROS = 1e3;
    private static final String TRACE = "traceId";
    private static final String LINK = "traceUrl";

    @Option(names = "--buyer", required = true, paramLabel = "BUYER", description = "as in the buyer's token")
    private String buyer = "";

    @Option(names = "--sale", required = true, paramLabel = "SALE", description = "the sale's name")
    private String sale = "";

    @Override
    boolean look(Units units, List<Region> regions) {
        List<ObjectNode> attempts = new ArrayList<>();
        int known = 0;
        for (Region region : regions) {
            known += attempts(units, region, attempts) ? 1 : 0;
        }
        if (known == 0) {
            throw new Refused(NOT_FOUND, "no region has a sale " + sale);
        }
        if (attempts.isEmpty() && !isJson()) {
            out().println("no attempt of " + buyer + " to buy " + sale + " is known of the last day");
            return false;
        }
        Surroundings.traces().ifPresent(traces -> attempts.forEach(attempt -> link(attempt, traces)));
        say(attempts, table(attempts));
        return !attempts.isEmpty();
    }

    /// Adds a region's attempts; a region that has no such sale is passed over. Each node is asked, for it alone
    /// remembers whom it refused without asking a store; what was written down they all tell.
    private boolean attempts(Units units, Region region, List<ObjectNode> all) {
        String path = "/v1/buyers/" + encoded(buyer) + "/attempts?sale=" + encoded(sale);
        Set<ObjectNode> told = new LinkedHashSet<>();
        try {
            for (int node = 0; node < region.app().nodes(); node++) {
                for (JsonNode attempt : units.admin(region, node).get(path).path("attempts")) {
                    told.add(((ObjectNode) attempt).put("region", region.name()));
                }
            }
        } catch (Refused refused) {
            if (refused.status() == NOT_FOUND) {
                return false;
            }
            throw refused;
        }
        told.stream()
                .sorted(Comparator.comparing(attempt -> attempt.path("at").asText()))
                .forEach(all::add);
        return true;
    }

    private static void link(ObjectNode attempt, ZipkinTraces traces) {
        String trace = attempt.path(TRACE).asText();
        if (!trace.isEmpty()) {
            attempt.put(LINK, traces.page(trace));
        }
    }

    private static Table table(List<ObjectNode> attempts) {
        Table table = new Table("region", "at", "outcome", "decided by", "ms", "order", "trace");
        for (ObjectNode attempt : attempts) {
            table.row(
                    attempt.path("region").asText(),
                    attempt.path("at").asText(),
                    attempt.path("outcome").asText(),
                    attempt.path("stage").asText(),
                    String.format(Locale.ROOT, "%.1f", attempt.path("micros").asLong() / MICROS),
                    dash(attempt.path("orderId").asText()),
                    dash(attempt.path(attempt.has(LINK) ? LINK : TRACE).asText()));
        }
        return table;
    }

    private static String dash(String text) {
        return text.isEmpty() ? "-" : text;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
