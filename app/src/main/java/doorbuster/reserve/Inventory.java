package doorbuster.reserve;

import doorbuster.sale.Attempt;
import doorbuster.sale.Offer;
import doorbuster.sale.OrderId;
import java.util.Optional;

/// The stock of this unit's sales, as those see it who want to take some.
public interface Inventory {
    /// Takes stock for one attempt, or says why not. Blocks the calling (virtual) thread until there is an
    /// answer, at most about three Redis time-outs: an attempt whose answer was lost is asked again with the
    /// same order id before it becomes [Reservation.Unknown]. Repeating an attempt is safe on every node and at
    /// any time.
    Reservation reserve(Attempt attempt);

    /// The answer to an attempt that already has an order: [Reservation.Repeated], [Reservation.Known] or
    /// [Reservation.Mismatch]; takes nothing and marks nothing. Empty when the sale does not know the order;
    /// [Reservation.Unavailable] or [Reservation.Unknown] when nobody can tell. Asked only when a challenge
    /// would refuse the attempt, so that a repeat need not solve it again.
    Optional<Reservation> recall(Attempt attempt);

    /// The answer to an attempt when this node can be sure of it without asking Redis: sold out, or outside the
    /// window, and `order` certainly not known to the sale. Empty when only Redis can tell.
    Optional<Reservation> foretell(Offer offer, OrderId order, int quantity);

    /// What this node last saw of a sale's stock, at most [Glance#age] old.
    Glance glance(Offer offer);
}
