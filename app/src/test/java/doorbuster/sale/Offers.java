package doorbuster.sale;

import java.time.Duration;
import java.time.Instant;

/// Offers for tests that care about little of them.
public final class Offers {
    private Offers() {}

    /// One of three lanes under an epoch.
    public static Offer of(String name, Offer.Switch position, Instant opensAt, Instant closesAt, long epoch) {
        return new Offer(
                new SaleId(name),
                1,
                new Sku("SKU-1"),
                10,
                opensAt,
                closesAt,
                1,
                100,
                "EUR",
                Duration.ofMinutes(1),
                Offer.Challenge.OFF,
                0,
                0,
                false,
                position,
                3,
                epoch,
                1,
                false);
    }
}
