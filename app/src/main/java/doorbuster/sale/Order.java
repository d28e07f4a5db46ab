package doorbuster.sale;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An order as its buyer may see it.
///
/// @param reason why it is REFUSED, EXPIRED or CANCELLED, in one hyphenated word
/// @param priceMinor price of one unit at acceptance, in the currency's minor unit
/// @param payBy until when a CONFIRMED order is held for payment
/// @param timeline each state with its time, oldest first
public record Order(
        OrderId id,
        SaleId sale,
        BuyerId buyer,
        int quantity,
        OrderState state,
        Optional<String> reason,
        long priceMinor,
        String currency,
        Optional<Instant> payBy,
        List<Step> timeline) {
    /// One step of the timeline.
    public record Step(OrderState state, Instant at) {}
}
