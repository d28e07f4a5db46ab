package doorbuster.order;

import doorbuster.sale.OrderState;

/// What became of a buyer's wish to cancel.
public sealed interface Cancellation {
    /// The order is CANCELLED, now or before; its units go back on sale.
    record Cancelled() implements Cancellation {}

    /// It is not settled yet; it will be cancelled as soon as it is.
    record Noted() implements Cancellation {}

    /// It is past cancelling: PAID, REFUSED or EXPIRED.
    record TooLate(OrderState state) implements Cancellation {}

    /// No such order of this buyer in this unit.
    record Stranger() implements Cancellation {}

    /// A store is away; ask again.
    record Unavailable(String why) implements Cancellation {}
}
