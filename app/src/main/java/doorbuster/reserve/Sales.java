package doorbuster.reserve;

import doorbuster.sale.Offer;
import doorbuster.sale.SaleId;
import java.util.List;
import java.util.Optional;

/// This node's reading of the unit's sales; never blocks. Refreshed from Postgres on notice and every quarter
/// of a second.
public interface Sales {
    /// The sale of that name.
    Optional<Offer> find(SaleId id);

    /// The sale of that number, as an order id carries it.
    Optional<Offer> find(int no);

    /// Whether the sales were read at all since this node started: before that nobody can say that there is no such
    /// sale.
    default boolean isRead() {
        return true;
    }

    /// All sales, ordered by opening time, then name.
    List<Offer> all();
}
