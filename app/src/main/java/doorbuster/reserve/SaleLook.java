package doorbuster.reserve;

import doorbuster.sale.Lane;
import doorbuster.sale.Offer;
import doorbuster.store.Scripts;
import doorbuster.store.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/// One look at all lanes of a sale.
///
/// @param asked when it began, by the clock of the scripts: a node that stood still finds old answers waiting
public record SaleLook(Offer offer, List<LaneLook> lanes, long asked) {
    /// Looks at every lane at once.
    ///
    /// @param epoch that the asking node knows; a lane under another says so in its standing
    /// @return complete when each lane has answered or timed out; never failed
    public static CompletableFuture<SaleLook> at(Scripts scripts, Offer offer, long epoch) {
        long asked = scripts.nanos();
        List<CompletableFuture<LaneLook>> lanes = IntStream.range(0, offer.lanes())
                .mapToObj(number -> LaneLook.at(scripts, new Lane(offer.id(), number), epoch)
                        .toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new))
                .thenApply(_ -> new SaleLook(
                        offer, lanes.stream().map(CompletableFuture::join).toList(), asked));
    }

    /// Whether every lane is open under the sale's epoch.
    public boolean isOpen() {
        return lanes.stream().allMatch(lane -> lane.standing() == Standing.OPEN && lane.epoch() == offer.epoch());
    }

    /// Whether every lane is open under the sale's epoch with the sale's configuration in force.
    public boolean isTrusted() {
        return isOpen() && lanes.stream().allMatch(lane -> lane.configuration() >= offer.version());
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

    /// How old the oldest part of this look may be.
    ///
    /// @param nanos the clock of the scripts that looked
    public Duration age(long nanos) {
        return Duration.ofNanos(nanos - asked);
    }

    /// The unit's clock at this moment, as the look knows it.
    ///
    /// @param nanos the clock of the scripts that looked
    public Instant now(long nanos) {
        LaneLook lane = lanes.getFirst();
        return lane.now().plusNanos(nanos - lane.seen());
    }
}
