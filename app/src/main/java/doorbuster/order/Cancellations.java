package doorbuster.order;

import doorbuster.sale.BuyerId;
import doorbuster.sale.OrderId;

/// Where buyers take orders back.
@FunctionalInterface
public interface Cancellations {
    /// Cancels the buyer's order; asking again answers the same. Blocks the calling (virtual) thread for at most a
    /// few store time-outs.
    Cancellation cancel(OrderId order, BuyerId buyer);
}
