package doorbuster.status;

import doorbuster.sale.Order;
import doorbuster.sale.OrderState;
import doorbuster.sale.SaleId;
import java.util.Optional;
import java.util.function.Consumer;

/// All settled orders of a sale, for the operator.
@FunctionalInterface
public interface OrderFeed {
    /// Hands over each order, oldest first, without holding more than a few thousand in memory.
    ///
    /// @param state only orders in this state; all when empty
    /// @throws doorbuster.store.Postgres.Away when Postgres does not answer
    void each(SaleId sale, Optional<OrderState> state, Consumer<Order> taker);
}
