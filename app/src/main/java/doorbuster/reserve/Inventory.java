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
    ///
    /// @param owed earlier attempts of this buyer that a node answered from memory and that count with this one
    Reservation reserve(Attempt attempt, int owed);

    /// Counts an attempt that the door refuses for a reason of its own, in the same call as those that take:
    /// [Reservation.Repeated], [Reservation.Known] or [Reservation.Mismatch] when it already has an order,
    /// [Reservation.RateLimited] when it is one too many, [Reservation.Blocked] or [Reservation.NotListed];
    /// [Reservation.Unavailable] or [Reservation.Unknown] when nobody can tell. Empty when the door's own refusal
    /// stands. Takes nothing.
    ///
    /// @param owed as for [#reserve]
    Optional<Reservation> recall(Attempt attempt, int owed);

    /// The answer to an attempt when this node can be sure of it without asking Redis: sold out, or outside the
    /// window, and `order` certainly not known to the sale. Empty when only Redis can tell.
    Optional<Reservation> foretell(Offer offer, OrderId order, int quantity);

    /// What this node last saw of a sale's stock, at most [Glance#age] old.
    Glance glance(Offer offer);
}
