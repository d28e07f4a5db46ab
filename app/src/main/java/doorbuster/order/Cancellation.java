package doorbuster.order;

import doorbuster.sale.Order;

/// What became of a buyer's wish to cancel.
public sealed interface Cancellation {
    /// The order is CANCELLED, now or before; its units go back on sale.
    record Cancelled(Order order) implements Cancellation {}

    /// It is ACCEPTED and not settled yet; ask again once it is.
    record NotYet() implements Cancellation {}

    /// It is past cancelling: PAID, REFUSED or EXPIRED.
    record TooLate(Order order) implements Cancellation {}

    /// No such order of this buyer in this unit.
    record Stranger() implements Cancellation {}

    /// A store is away; ask again.
    record Unavailable(String why) implements Cancellation {}
}
