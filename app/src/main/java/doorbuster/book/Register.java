package doorbuster.book;

import doorbuster.sale.Acceptance;
import doorbuster.sale.Offer;
import doorbuster.sale.OrderId;
import doorbuster.sale.OrderState;
import doorbuster.sale.SaleId;
import java.util.List;
import java.util.Optional;

/// What a recovery asks of Postgres, or of a memory in the simulator. Each call is one transaction.
public interface Register {
    /// Raises the sale's epoch above its own and above `remembered`, and lets nodes hand in what they hold; committed
    /// before it returns.
    ///
    /// @param remembered the highest epoch that a node or a lane knows
    /// @return the new epoch, empty when there is no such sale
    Optional<Long> raiseEpoch(SaleId sale, long remembered);

    /// Whether every node whose lease has not run out has handed in under this epoch.
    boolean allHandedIn(SaleId sale, long epoch);

    /// Ends the handing in: whoever comes later comes too late.
    ///
    /// @return whether the sale is still at this epoch
    boolean closeGathering(SaleId sale, long epoch);

    /// One consistent reading of the sale, its counters and all of its orders.
    ///
    /// @return empty when the sale is no longer at this epoch
    Optional<Snapshot> snapshot(SaleId sale, long epoch);

    /// Refuses, for good, orders that were accepted and have no units any more.
    ///
    /// @return whether all of them have their row and the sale is still at this epoch
    boolean refuse(SaleId sale, long epoch, List<Acceptance> orders);

    /// Notes those of the orders that have no row: a lane knew them, and Postgres was restored to a point before them.
    ///
    /// @return how many were noted now
    long noteLost(SaleId sale, long epoch, List<Row> known);

    /// Notes that the recovery of this epoch is finished.
    void opened(SaleId sale, long epoch);

    /// A sale and all its orders at one point in time.
    ///
    /// @param sold units of CONFIRMED and PAID orders
    /// @param total units ever released or added
    record Snapshot(Offer offer, long sold, long total, List<Row> orders) {}

    /// One order, as far as the lanes must know it.
    record Row(OrderId order, String buyer, int quantity, OrderState state) {}
}
