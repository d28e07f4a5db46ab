package doorbuster.reserve;

import doorbuster.sale.Offer;
import doorbuster.sale.OrderId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/// A stretch in which a sale certainly accepts nothing, and the orders it already has: whoever asks with another order
/// gets the stretch's answer without Redis being asked.
///
/// The orders are kept as sorted 64-bit fingerprints, 8 bytes each; a stranger's collides once in 2^64 / orders and is
/// then simply asked for in Redis.
final class Quiet {
    private final Key key;
    private final Reservation answer;
    private final long[] known;

    /// Remembers a stretch with the orders the sale has.
    Quiet(Key key, Reservation answer, Stream<OrderId> orders) {
        this.key = key;
        this.answer = answer;
        known = orders.mapToLong(Quiet::fingerprint).sorted().toArray();
    }

    Key key() {
        return key;
    }

    Reservation answer() {
        return answer;
    }

    /// Whether the stretch was one before the opening, and is over by the clock: buyers come at that very moment, and
    /// not at that of the next look.
    boolean hasOpened(Instant now) {
        return answer instanceof Reservation.NotOpen(Instant opensAt) && !now.isBefore(opensAt);
    }

    /// The sale's epoch, its configuration, and the count of times that stock came back.
    record Key(long epoch, long version, long ups, Class<? extends Reservation> why) {}

    boolean knows(OrderId order) {
        return Arrays.binarySearch(known, fingerprint(order)) >= 0;
    }

    /// What a look says of a sale that accepts nothing now; empty when it may accept, or cannot be trusted.
    ///
    /// @param nanos the clock of the scripts that looked
    static Optional<Reservation> answer(SaleLook look, long nanos) {
        Offer offer = look.offer();
        if (!look.isTrusted()) {
            return Optional.empty();
        }
        Instant now = look.now(nanos);
        if (now.isBefore(offer.opensAt())) {
            return Optional.of(new Reservation.NotOpen(offer.opensAt()));
        }
        if (offer.position() == Offer.Switch.CLOSED || !now.isBefore(offer.closesAt())) {
            return Optional.of(new Reservation.Closed());
        }
        if (offer.position() == Offer.Switch.PAUSED) {
            return Optional.of(new Reservation.Paused());
        }
        return look.available() == 0 && look.onTheWay() == 0
                ? Optional.of(new Reservation.SoldOut())
                : Optional.empty();
    }

    static Key key(SaleLook look, Reservation answer) {
        return new Key(look.offer().epoch(), look.offer().version(), look.ups(), answer.getClass());
    }

    /// 64 of the order's random bits: characters 8–20 of the id are all HMAC.
    private static long fingerprint(OrderId order) {
        long h = 0;
        for (int i = 8; i < 24; i++) {
            h = h * 31 + order.value().charAt(i);
            h ^= h >>> 29;
            h *= 0xbf58476d1ce4e5b9L;
        }
        return h;
    }
}
