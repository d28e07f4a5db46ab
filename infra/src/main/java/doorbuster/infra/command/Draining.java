package doorbuster.infra.command;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.infra.admin.Units;
import doorbuster.infra.local.Pause;
import doorbuster.infra.local.StartFailed;
import doorbuster.regions.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/// What a unit still has to do after it was told to take nothing new.
final class Draining {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Units units;
    private final Region region;

    Draining(Units units, Region region) {
        this.units = units;
        this.region = region;
    }

    /// Whether every node refuses new attempts.
    boolean refuses() {
        JsonNode now = progress();
        return now.path("draining").asBoolean() && now.path("nodesBehind").asLong() == 0;
    }

    /// Orders that were accepted and are not settled yet.
    long accepted() {
        JsonNode now = progress();
        return now.path("underWay").asLong() + now.path("queued").asLong();
    }

    /// Whether everything that was accepted has its final state, and nothing new can come.
    boolean isDrained() {
        return progress().path("drained").asBoolean();
    }

    private JsonNode progress() {
        return units.admin(region).get("/v1/unit/drain");
    }

    /// Units of orders that wait for their payment, over all sales.
    long unpaid() {
        return sum("confirmed");
    }

    /// Units that sales which are not closed still have to sell.
    long unsold() {
        long unsold = 0;
        for (JsonNode sale : Sales.of(units.admin(region).get("/v1/sales"))) {
            if (!isClosed(sale)) {
                JsonNode book = book(sale);
                unsold += book.path("available").asLong()
                        + book.path("inTransfer").asLong();
            }
        }
        return unsold;
    }

    private static boolean isClosed(JsonNode sale) {
        return sale.path("position").asText().equals("CLOSED")
                || !Instant.now().isBefore(Instant.parse(sale.path("closesAt").asText()));
    }

    private long sum(String field) {
        long sum = 0;
        for (JsonNode sale : Sales.of(units.admin(region).get("/v1/sales"))) {
            sum += book(sale).path(field).asLong();
        }
        return sum;
    }

    private JsonNode book(JsonNode sale) {
        return units.admin(region).get("/v1/sales/" + Sales.id(sale) + "/book");
    }

    /// Waits for a condition.
    ///
    /// @throws StartFailed with `otherwise` when `patience` is over
    static void await(Duration patience, BooleanSupplier holds, String otherwise) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new StartFailed(otherwise);
            }
            Pause.of(LOOK_AGAIN);
        }
    }
}
