package doorbuster.infra.proof;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.infra.admin.Refused;
import doorbuster.infra.admin.UnitClient;
import doorbuster.infra.admin.Units;
import doorbuster.infra.identity.LocalIdentity;
import doorbuster.infra.local.Pause;
import doorbuster.regions.Region;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/// Buys one unit as a buyer would and cancels it again, in a sale that no page lists and that only a buyer of the
/// highest level may buy in. The sale is closed in the end; its two rows stay in the books as any sale's do.
final class SyntheticPurchase {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    /// A buyer may try 100 times a minute.
    private static final Duration TRY_AGAIN = Duration.ofMillis(300);
    private static final int HIGHEST_LEVEL = 1_000;
    private static final int STOCK = 2;

    private final UnitClient admin;
    private final UnitClient buyer;
    private final String id;

    SyntheticPurchase(LocalIdentity identity, Units units, Region region) {
        this.id = "synthetic-" + UUID.randomUUID().toString().substring(0, 13);
        String token = identity.buyerToken(
                new LocalIdentity.Buyer(id, HIGHEST_LEVEL, LocalDate.of(2020, 1, 1), Optional.empty()), Instant.now());
        this.admin = units.admin(region);
        this.buyer = units.front(region).as(token);
    }

    /// Makes it, and says how long the buyer waited.
    String make() throws Wrong {
        Wrong.unless(
                !admin.get("/v1/unit/drain").path("draining").asBoolean(),
                "the unit is drained and takes no orders; region undrain lets it sell again");
        JsonNode product =
                buyer.get("/v1/catalog/products?limit=1").path("products").path(0);
        Wrong.unless(product.has("sku"), "there is no product to sell: the catalog is empty");
        admin.send("PUT", "/v1/sales/" + id, draft(product.path("sku").asText()));
        try {
            return bought();
        } finally {
            admin.send("POST", "/v1/sales/" + id + "/close", Map.of());
        }
    }

    private String bought() throws Wrong {
        JsonNode accepted = accepted();
        long since = System.nanoTime();
        String order = "/v1/orders/" + accepted.path("orderId").asText();
        awaited("the order is CONFIRMED", buyer, order, seen -> says(seen, "CONFIRMED"));
        double seconds = (System.nanoTime() - since) / 1e9;
        awaited("the book has it", admin, book(), book -> balances(book, STOCK - 1, 1));
        buyer.send("DELETE", order, Map.of());
        awaited("the order is CANCELLED", buyer, order, seen -> says(seen, "CANCELLED"));
        awaited("the unit is back", admin, book(), book -> balances(book, STOCK, 0));
        return String.format(
                Locale.ROOT, "bought, confirmed after %.1f s, cancelled, back in a balanced book", seconds);
    }

    /// A new sale is known to all nodes of a unit after moments; until then the same attempt is sent again.
    private JsonNode accepted() throws Wrong {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return buyer.send(
                        "POST", "/v1/sales/" + id + "/orders", Map.of("quantity", 1), Map.of("Idempotency-Key", id));
            } catch (Refused e) {
                boolean later = e.status() == 404 || e.status() == 425 || e.status() == 503;
                Wrong.unless(later && System.nanoTime() < deadline, "the attempt was refused: " + e.getMessage());
                Pause.of(TRY_AGAIN);
            }
        }
    }

    private static void awaited(String what, UnitClient socket, String path, Predicate<JsonNode> holds) throws Wrong {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last = "";
        while (System.nanoTime() < deadline) {
            try {
                JsonNode seen = socket.get(path);
                if (holds.test(seen)) {
                    return;
                }
                last = seen.toString();
            } catch (Refused e) {
                last = String.valueOf(e.getMessage());
            }
            Pause.of(LOOK_AGAIN);
        }
        throw new Wrong("not after " + PATIENCE.toSeconds() + " s: " + what + "; last seen: " + last);
    }

    private String book() {
        return "/v1/sales/" + id + "/book";
    }

    private static boolean says(JsonNode order, String state) {
        return order.path("state").asText().equals(state);
    }

    private static boolean balances(JsonNode book, long available, long confirmed) {
        return book.path("balanced").asBoolean()
                && book.path("available").asLong(-1) == available
                && book.path("confirmed").asLong(-1) == confirmed;
    }

    private static Map<String, Object> draft(String sku) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Map<String, Object> draft = new LinkedHashMap<>();
        draft.put("sku", sku);
        draft.put("stock", STOCK);
        draft.put("opensAt", now.minus(1, ChronoUnit.MINUTES).toString());
        draft.put("closesAt", now.plus(10, ChronoUnit.MINUTES).toString());
        draft.put("perBuyerLimit", 1);
        draft.put("priceMinor", 1);
        draft.put("currency", "EUR");
        draft.put("payWithin", "PT5M");
        draft.put("challenge", "OFF");
        draft.put("minLevel", HIGHEST_LEVEL);
        return draft;
    }
}
