package doorbuster.reserve;

import doorbuster.sale.Offer;
import doorbuster.sale.OrderId;
import java.util.List;
import java.util.Optional;

/// All orders a quiet sale has, wherever they are.
public interface KnownOrders {
    /// First the unsettled ones in the lanes, then the settled ones in Postgres, so that none slips between.
    ///
    /// @param most more than this are not worth remembering
    /// @return empty when there are more, or a store does not answer
    Optional<List<OrderId>> of(Offer offer, int most);
}
