package doorbuster.status;

import doorbuster.sale.BuyerId;
import doorbuster.sale.Order;
import doorbuster.sale.OrderId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What buyers may ask of their orders.
public interface Orders {
    /// The order, if it is this buyer's. Asking for an order that was never taken makes the "no" durable and
    /// answers EXPIRED (a "no" is durable before it is told). Blocks the calling (virtual) thread for at most a
    /// few store time-outs.
    Sight find(OrderId order, BuyerId buyer);

    /// The buyer's settled orders, newest first, at most 200.
    ///
    /// @throws doorbuster.store.Postgres.Away when Postgres does not answer
    List<Order> of(BuyerId buyer);

    /// Watches an order until it is final; costs no store call of its own, all watches of a node are looked up
    /// together.
    Watch watch(OrderId order, BuyerId buyer);

    /// A watch under way, pulled by its watcher.
    interface Watch extends AutoCloseable {
        /// The next changed sight; the first call answers at once.
        ///
        /// @param patience how long to wait for a change, at most
        /// @return empty when nothing changed in that time
        Optional<Sight> next(Duration patience) throws InterruptedException;

        @Override
        void close();
    }
}
