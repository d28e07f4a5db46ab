package doorbuster.door;

import doorbuster.sale.Order;
import doorbuster.sale.OrderState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An order as JSON.
///
/// @param price of one unit, in major units with the currency's decimals
/// @param askAgainMs how long a page that polls should wait, in milliseconds, before jitter; absent when final
record OrderView(
        String orderId,
        String saleId,
        int quantity,
        OrderState state,
        @Nullable String reason,
        String price,
        long priceMinor,
        String currency,
        @Nullable Instant payBy,
        List<Step> timeline,
        Instant serverTime,
        @Nullable Long askAgainMs) {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(15);

    /// One state change.
    record Step(OrderState state, Instant at) {}

    static OrderView of(Order order, Instant now) {
        return new OrderView(
                order.id().value(),
                order.sale().value(),
                order.quantity(),
                order.state(),
                order.reason().orElse(null),
                Money.text(order.priceMinor(), order.currency()),
                order.priceMinor(),
                order.currency(),
                order.payBy().orElse(null),
                order.timeline().stream()
                        .map(step -> new Step(step.state(), step.at()))
                        .toList(),
                now,
                patience(order.state()));
    }

    private static @Nullable Long patience(OrderState state) {
        return switch (state) {
            case ACCEPTED -> SOON.toMillis();
            case CONFIRMED -> LATER.toMillis();
            case PAID, EXPIRED, CANCELLED, REFUSED -> null;
        };
    }
}
