package doorbuster.sale;

import java.time.Duration;
import java.time.Instant;

/// A sale as its unit offers it; the row in Postgres is the truth, this is one reading of it.
///
/// @param no the sale's number in its unit, part of every order id
/// @param allotted units given to this unit for this sale, 1–10,000,000
/// @param perBuyerLimit the most units one buyer may hold, 1–999
/// @param priceMinor price of one unit in the currency's minor unit
/// @param payWithin how long a confirmed order is held for payment
/// @param lanes how many lanes the stock is split into, 1–64; fixed for the life of the sale
/// @param epoch the sale's epoch: raised by every recovery
/// @param version raised by every change of the row's configuration, and by each turn of the unit's switch
/// @param draining whether its unit takes no new orders
public record Offer(
        SaleId id,
        int no,
        Sku sku,
        long allotted,
        Instant opensAt,
        Instant closesAt,
        int perBuyerLimit,
        long priceMinor,
        String currency,
        Duration payWithin,
        Challenge challenge,
        int minLevel,
        int minAccountAgeDays,
        boolean allowListOnly,
        Switch position,
        int lanes,
        long epoch,
        long version,
        boolean draining) {

    /// When a captcha is asked for.
    public enum Challenge {
        /// Never.
        OFF,
        /// When the traffic looks suspicious.
        SUSPICIOUS,
        /// Always.
        ALWAYS
    }

    /// What the operator has switched the sale to.
    public enum Switch {
        /// Sells inside its window.
        ON,
        /// Takes no new attempts until resumed.
        PAUSED,
        /// Over for good.
        CLOSED
    }
}
