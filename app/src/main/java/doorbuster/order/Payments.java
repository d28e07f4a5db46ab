package doorbuster.order;

/// Where the payment provider's events are counted.
@FunctionalInterface
public interface Payments {
    /// Counts an event, once by its id; delivering it again answers the same.
    Payment count(PaymentEvent event);
}
