package doorbuster.settle;

import doorbuster.sale.Acceptance;
import doorbuster.sale.SaleId;
import java.util.List;

/// Where orders become final: Postgres in a unit, a memory in the simulator.
public interface Ledger {
    /// Writes the orders of a batch that have no row yet, all or none: each CONFIRMED, or REFUSED when the guard or
    /// the buyer's limit says no.
    ///
    /// @param epoch the epoch that was read before the entries; the sale must still be at it
    /// @param orders in stream order, all of this sale
    /// @param source where the orders come from; a recovery lets the other source wait
    Settled settle(SaleId sale, long epoch, List<Acceptance> orders, Source source);

    /// Whether it can be written to now: an empty batch of no sale goes the way of all others.
    default boolean answers() {
        return !(settle(new SaleId("none"), 0, List.of(), Source.STREAM) instanceof Settled.Away);
    }

    /// Where orders come from.
    enum Source {
        /// The stream of an open lane.
        STREAM,
        /// The memory of a node, while a recovery gathers.
        MEMORY
    }
}
