package doorbuster.reserve;

import doorbuster.sale.Offer;
import doorbuster.sale.SaleId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/// Sales that are over and have nothing left to settle. A unit that has held a thousand sales need not look at all of
/// them for ever: once such a sale has stayed so for a while it is left alone, until somebody asks for one of its
/// orders that Postgres does not have, meets a lane that is not sound, or its end is moved.
final class Over {
    private final Duration afterwards;
    private final ConcurrentHashMap<SaleId, Rest> resting = new ConcurrentHashMap<>();

    /// Since when a sale has been over, and as what.
    private record Rest(long since, long epoch, Offer.Switch position, Instant closesAt) {
        boolean isOf(Offer offer) {
            return epoch == offer.epoch() && position == offer.position() && closesAt.equals(offer.closesAt());
        }
    }

    /// @param afterwards how long such a sale is looked at still
    Over(Duration afterwards) {
        this.afterwards = afterwards;
    }

    /// A look at a sale.
    ///
    /// @param nanos the clock of the scripts that looked
    void saw(SaleLook look, long nanos) {
        Offer offer = look.offer();
        if (isSettled(look, nanos)) {
            resting.compute(
                    offer.id(),
                    (_, rest) -> rest != null && rest.isOf(offer)
                            ? rest
                            : new Rest(nanos, offer.epoch(), offer.position(), offer.closesAt()));
        } else {
            stir(offer.id());
        }
    }

    /// Whether a sale is to be looked at.
    boolean isWatched(Offer offer, long nanos) {
        Rest rest = resting.get(offer.id());
        return rest == null || !rest.isOf(offer) || nanos - rest.since() < afterwards.toNanos();
    }

    /// Somebody has to do with the sale: it is looked at again for a while.
    void stir(SaleId sale) {
        resting.remove(sale);
    }

    private static boolean isSettled(SaleLook look, long nanos) {
        Offer offer = look.offer();
        return look.isTrusted()
                && (offer.position() == Offer.Switch.CLOSED || !look.now(nanos).isBefore(offer.closesAt()))
                && look.onTheWay() == 0
                && look.lanes().stream().allMatch(lane -> lane.queued() == 0 && lane.buried() == 0);
    }
}
