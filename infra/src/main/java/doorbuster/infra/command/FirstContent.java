package doorbuster.infra.command;

import doorbuster.infra.admin.Refused;
import doorbuster.infra.admin.Units;
import doorbuster.infra.catalog.CatalogUpload;
import doorbuster.infra.catalog.SampleCatalog;
import doorbuster.infra.fleet.Progress;
import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.local.StartFailed;
import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a new fleet shows and sells before anybody has told it anything, and how to try it.
final class FirstContent {
    static final String SALE = "first-drop";

    private static final long STOCK = 500;
    private static final long PRICE_MINOR = 4_990;
    private static final int LIMIT = 2;
    private static final long DAYS = 30;

    private final Workspace workspace;
    private final Regions regions;
    private final List<Region> units;
    private final Units sockets;
    private final Progress progress;

    FirstContent(Workspace workspace, Regions regions, List<Region> units, Progress progress) {
        this.workspace = workspace;
        this.regions = regions;
        this.units = units;
        this.sockets = new Units(regions, workspace.identity().operatorToken(Instant.now()));
        this.progress = progress;
    }

    /// Imports the sample catalog into an empty origin and creates the sample sale where it is not known;
    /// says then where everything is.
    ///
    /// @param dns whether a geo-DNS runs
    void offer(boolean dns) {
        importCatalog();
        units.forEach(this::createSale);
        say();
        if (dns) {
            new DnsSight(workspace, regions).tell(progress);
        }
    }

    private void importCatalog() {
        if (sockets.origin().get("/v1/catalog/status").path("version").asLong() > 0) {
            return;
        }
        Path file = workspace.home().resolve("sample-catalog.ndjson");
        try {
            Files.write(
                    file, new SampleCatalog().lines(SampleCatalog.USUAL_SIZE).toList());
        } catch (IOException e) {
            throw new StartFailed(file + " cannot be written: " + e.getMessage(), e);
        }
        long version = new CatalogUpload(sockets.origin())
                .send(file, false, "the sample catalog", bytes -> {})
                .version();
        progress.tell("origin", "sample catalog of " + SampleCatalog.USUAL_SIZE + " products is version " + version);
    }

    /// Creates the sample sale where it is not known.
    void createSale(Region region) {
        try {
            sockets.admin(region).get("/v1/sales/" + SALE + "/book");
        } catch (Refused e) {
            if (e.status() != 404) {
                throw e;
            }
            sockets.admin(region).send("PUT", "/v1/sales/" + SALE, draft(Instant.now()));
            progress.tell(region.name(), "sample sale " + SALE + ": " + STOCK + " units");
        }
    }

    private static Map<String, Object> draft(Instant now) {
        Map<String, Object> draft = new LinkedHashMap<>();
        draft.put("sku", SampleCatalog.saleSku());
        draft.put("stock", STOCK);
        draft.put("opensAt", now.truncatedTo(ChronoUnit.MILLIS).toString());
        draft.put(
                "closesAt",
                now.plus(DAYS, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS).toString());
        draft.put("perBuyerLimit", LIMIT);
        draft.put("priceMinor", PRICE_MINOR);
        draft.put("currency", "EUR");
        draft.put("payWithin", "PT10M");
        draft.put("challenge", "SUSPICIOUS");
        draft.put("minLevel", 0);
        draft.put("minAccountAgeDays", 0);
        draft.put("allowListOnly", false);
        return draft;
    }

    private void say() {
        progress.say("");
        for (Region region : units) {
            progress.tell(
                    region.displayName(),
                    "storefront " + region.publicUrl() + "/   console "
                            + region.adminEndpoint().url() + "/");
        }
        String front = units.getFirst().publicUrl();
        progress.say("""

                Buy one by hand:
                  TOKEN=$(./doorbuster token --buyer ann)
                  curl -s %1$s/v1/sales/%2$s/orders -H "Authorization: Bearer $TOKEN" \\
                    -H 'Content-Type: application/json' -H 'Idempotency-Key: try-1' -d '{"quantity":1}'
                  curl -s %1$s/v1/orders -H "Authorization: Bearer $TOKEN"
                See where every unit of stock is:
                  ./doorbuster sale book --all-regions
                """.formatted(front, SALE));
    }
}
