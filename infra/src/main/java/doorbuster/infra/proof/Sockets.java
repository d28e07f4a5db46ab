package doorbuster.infra.proof;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.infra.admin.UnitClient;
import doorbuster.infra.admin.Units;
import doorbuster.infra.catalog.CatalogSight;
import doorbuster.regions.Region;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the unit says over HTTP, on the buyers' and on the operators' sockets.
final class Sockets {
    private final Units units;
    private final Region region;

    Sockets(Units units, Region region) {
        this.units = units;
        this.region = region;
    }

    /// Every row of the catalog is what the origin wrote, compared now.
    String catalog() throws Wrong {
        JsonNode audit = units.catalogSync(region).send("POST", "/v1/catalog/audit", Map.of());
        CatalogSight sight = CatalogSight.of(units, region);
        CatalogSight.Unit unit = sight.units().getFirst();
        CatalogSight.Verdict verdict = sight.verdict(unit);
        boolean equal = verdict == CatalogSight.Verdict.EQUAL || verdict == CatalogSight.Verdict.EQUAL_TO_KNOWN;
        String version = "version " + unit.text("version");
        Wrong.unless(audit.path("equal").asBoolean() && equal, version + ": " + verdict.words());
        String served = unit.served().map(String::valueOf).orElse("nothing");
        Wrong.unless(
                served.equals(unit.text("version")), "buyers get version " + served + ", not " + unit.text("version"));
        return version + ", all " + unit.text("rows") + " rows equal and served"
                + (verdict == CatalogSight.Verdict.EQUAL ? "" : " (the origin is away: it may have a newer one)");
    }

    /// What each node of the app takes for now.
    Map<String, Instant> times() {
        Map<String, Instant> times = new LinkedHashMap<>();
        for (int node = 0; node < region.app().nodes(); node++) {
            JsonNode vitals = units.admin(region, node).get("/v1/unit/vitals");
            times.put(
                    "app " + (node + 1), Instant.parse(vitals.path("serverTime").asText()));
        }
        return times;
    }

    /// Every probe of every node, and what DNS asks.
    String health() throws Wrong {
        for (int node = 0; node < region.app().nodes(); node++) {
            for (String probe : new String[] {"live", "ready", "unit"}) {
                int status = units.admin(region, node)
                        .look("/observe/health/" + probe)
                        .status();
                Wrong.unless(status == 200, "app " + (node + 1) + ": " + probe + " is " + status);
            }
        }
        int page = units.front(region).look("/").status();
        Wrong.unless(page == 200, "the storefront answers " + page);
        return "live, ready and unit are 200 on every node, the storefront answers";
    }

    /// Answers and metrics say where they come from.
    String telemetry() throws Wrong {
        String said = units.front(region).look("/v1/sales").region();
        Wrong.unless(said.equals(region.name()), "X-Region says '" + said + "'");
        for (int node = 0; node < region.app().nodes(); node++) {
            UnitClient admin = units.admin(region, node);
            Wrong.unless(
                    admin.look("/observe/metrics").body().contains("region=\"" + region.name() + "\""),
                    "the metrics of app " + (node + 1) + " do not carry the region");
            Wrong.unless(
                    admin.get("/v1/unit/vitals").path("region").asText().equals(region.name()),
                    "the vitals of app " + (node + 1) + " do not carry the region");
        }
        return "answers, metrics and vitals carry the region";
    }
}
