package doorbuster.order;

import doorbuster.sale.OrderId;
import java.time.Instant;

/// A payment provider's word about one order; counted once by its id, in any order of arrival.
///
/// @param id the provider's id of the event, 1–128 characters
/// @param amountMinor what was paid, in the currency's minor unit
/// @param at when the provider says it happened
public record PaymentEvent(String id, OrderId order, Kind kind, long amountMinor, String currency, Instant at) {
    /// What happened at the provider.
    public enum Kind {
        /// The money is there.
        PAID,
        /// The payment failed; the hold runs on until `payBy`.
        FAILED
    }
}
