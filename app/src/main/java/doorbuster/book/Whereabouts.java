package doorbuster.book;

import doorbuster.sale.SaleId;
import java.util.List;

/// Says where every unit of a sale is.
public interface Whereabouts {
    /// Reads both stores until the places add up to the stock, for at most two seconds.
    Answer where(SaleId sale);

    /// A place in the unit.
    ///
    /// @param lane the lane's number, -1 for a place of the whole sale
    /// @param orders how many orders hold these units, 0 where units are free
    /// @param counts whether the units are part of the stock's sum; the others are counted in another place
    ///     already, or are history
    record Place(What what, int lane, long units, long orders, boolean counts) {}

    /// What keeps units at a place.
    enum What {
        /// Free to be taken.
        AVAILABLE,
        /// Noted as sent to another lane.
        IN_TRANSFER,
        /// Accepted; the entry waits in the lane's stream to be settled.
        IN_STREAM,
        /// Accepted, could not be settled, and waits for an operator.
        DEAD_LETTER,
        /// Reserved, and no entry names the order: nobody will settle it before the next recovery.
        WITHOUT_ENTRY,
        /// Settled; the lane has not been told yet. Counted as confirmed or paid.
        UNACKNOWLEDGED,
        /// Given back or added in Postgres, and not yet back in a lane.
        COMING_HOME,
        /// Units of confirmed orders.
        CONFIRMED,
        /// Units of paid orders.
        PAID,
        /// Accepted and held in this node's memory until it has seen the row.
        HELD_BY_THIS_NODE,
        /// What cancelled orders once held.
        CANCELLED,
        /// What expired orders once held; the tombstones of orders that never were hold none.
        EXPIRED,
        /// What refused orders asked for and never held in Postgres.
        REFUSED
    }

    /// What became of the question.
    sealed interface Answer {
        /// All places at one point.
        record Places(SaleId sale, long epoch, long allotted, List<Place> places) implements Answer {
            /// The units of all places that count.
            public long sum() {
                return places.stream()
                        .filter(Place::counts)
                        .mapToLong(Place::units)
                        .sum();
            }
        }

        /// No such sale.
        record NoSuchSale() implements Answer {}

        /// A store is away, or the sale is being rebuilt.
        record Unavailable(String why) implements Answer {}
    }
}
