package doorbuster.status;

import doorbuster.sale.Offer;
import doorbuster.sale.Order;
import doorbuster.sale.OrderId;
import java.util.Optional;

/// What status needs from the node that says ACCEPTED.
public interface Keeper {
    /// The sale of that number and the epoch this node knows, empty when it does not know the sale.
    Optional<Known> sale(int no);

    /// Holds a reservation before it is called ACCEPTED.
    ///
    /// @return the order, or empty when it may not be told
    Optional<Order> keep(Offer offer, OrderId order, String reservation, long epoch);

    /// A sale and the epoch this node knows of it.
    record Known(Offer offer, long epoch) {}
}
