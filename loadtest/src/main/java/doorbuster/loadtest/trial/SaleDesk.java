package doorbuster.loadtest.trial;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.infra.admin.Refused;
import doorbuster.infra.admin.UnitClient;
import doorbuster.infra.local.StartFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// An operator's hand on one unit: opens sales and reads their books.
public record SaleDesk(UnitClient admin) {
    private static final long LOOK_NANOS = 30_000_000;

    /// Makes a sale that is open now and for an hour.
    public void open(String sale, String sku, long stock, int limit) {
        Instant now = Instant.now();
        open(sale, sku, stock, limit, now.minusSeconds(60), now.plusSeconds(3_600));
    }

    /// Makes a sale with another window.
    public void open(String sale, String sku, long stock, int limit, Instant opens, Instant closes) {
        var _ = admin.send(
                "PUT",
                "/v1/sales/" + sale,
                Map.of(
                        "sku",
                        sku,
                        "stock",
                        stock,
                        "opensAt",
                        opens.toString(),
                        "closesAt",
                        closes.toString(),
                        "perBuyerLimit",
                        limit,
                        "priceMinor",
                        1_999,
                        "currency",
                        "EUR"));
    }

    /// The book as it is now.
    public JsonNode book(String sale) {
        return admin.get("/v1/sales/" + sale + "/book");
    }

    /// Waits until nothing is left to settle or to move, and answers the book then.
    ///
    /// @return the last book, also when `patience` ran out: whoever reckons sees then what is wrong
    public JsonNode settledBook(String sale, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                JsonNode book = book(sale);
                boolean quiet =
                        book.path("accepted").asLong() + book.path("inTransfer").asLong() == 0;
                if ((quiet && book.path("balanced").asBoolean()) || System.nanoTime() - deadline > 0) {
                    return book;
                }
            } catch (Refused e) {
                if (System.nanoTime() - deadline > 0) {
                    throw new StartFailed("the book of " + sale + " cannot be read: " + e.getMessage(), e);
                }
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
