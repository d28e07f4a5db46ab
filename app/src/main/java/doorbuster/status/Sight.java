package doorbuster.status;

import doorbuster.sale.Order;

/// The answer to "what became of this order?"
public sealed interface Sight {
    /// It is known; the order is truthful at the moment it was read.
    record Seen(Order order) implements Sight {}

    /// No such order of this buyer in this unit.
    record Stranger() implements Sight {}

    /// A store is away or the sale is being rebuilt: ask again.
    record Unavailable(String why) implements Sight {}
}
