package doorbuster.sale;

/// One of the parts a sale's stock is split into. All keys of a lane share one hash tag, so they lie in one
/// slot of the cluster, and everything known of a buyer in a sale lies in one lane.
public record Lane(SaleId sale, int number) {
    /// The lane of an order, as the order's id says.
    public static Lane of(SaleId sale, OrderId order) {
        return new Lane(sale, order.lane());
    }

    /// The full key of one of the lane's parts: `st res usr done rate0 rate1 allow block q dead lease notes log`.
    public String key(String part) {
        return "{" + sale.value() + ":" + number + "}:" + part;
    }

    @Override
    public String toString() {
        return sale.value() + ":" + number;
    }
}
