package doorbuster.reserve;

import doorbuster.sale.Offer;
import doorbuster.store.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One look at all lanes of a sale.
public record SaleLook(Offer offer, List<LaneLook> lanes) {
    /// Whether every lane is open under the sale's epoch with the sale's configuration in force.
    public boolean isTrusted() {
        return lanes.stream()
                .allMatch(lane -> lane.standing() == Standing.OPEN
                        && lane.epoch() == offer.epoch()
                        && lane.configuration() >= offer.version());
    }

    /// Units free to be taken.
    public long available() {
        return lanes.stream().mapToLong(LaneLook::available).sum();
    }

    /// Units between lanes.
    public long onTheWay() {
        return lanes.stream().mapToLong(LaneLook::onTheWay).sum();
    }

    /// Grows whenever units came back to any lane.
    public long ups() {
        return lanes.stream().mapToLong(LaneLook::ups).sum();
    }

    /// How old the oldest part of this look is.
    public Duration age() {
        long oldest = lanes.stream().mapToLong(LaneLook::seen).min().orElse(System.nanoTime());
        return Duration.ofNanos(System.nanoTime() - oldest);
    }

    /// The unit's clock at this moment, as the look knows it.
    public Instant now() {
        LaneLook lane = lanes.getFirst();
        return lane.now().plusNanos(System.nanoTime() - lane.seen());
    }
}
