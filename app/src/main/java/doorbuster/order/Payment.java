package doorbuster.order;

/// What a payment event led to.
public sealed interface Payment {
    /// The order is PAID, by this event or by an earlier delivery of it.
    record Counted() implements Payment {}

    /// Stored; nothing changed: a failed payment, or one more for an order that is paid.
    record Stored() implements Payment {}

    /// The money came for an order that can no longer be had: the provider must give it back.
    record RefundDue(String reason) implements Payment {}

    /// No such order in this unit.
    record Stranger() implements Payment {}

    /// A store is away; deliver again.
    record Unavailable(String why) implements Payment {}
}
