package doorbuster.book;

import doorbuster.sale.Offer;
import doorbuster.sale.SaleId;
import doorbuster.sale.Sku;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/// A sale as an operator writes it down. Bounds are checked where it is read (the console) and again by
/// Postgres.
///
/// @param stock units allotted to this unit, 1–10,000,000; a later draft may not go below what is taken
public record SaleDraft(
        SaleId id,
        Sku sku,
        long stock,
        Instant opensAt,
        Instant closesAt,
        int perBuyerLimit,
        long priceMinor,
        String currency,
        Duration payWithin,
        Offer.Challenge challenge,
        int minLevel,
        int minAccountAgeDays,
        boolean allowListOnly) {
    /// The draft for people, as the audit trail shows it.
    String inWords() {
        return stock + " of " + sku + " at " + BigDecimal.valueOf(priceMinor, 2).toPlainString() + " " + currency
                + ", " + opensAt + " to " + closesAt
                + ", " + perBuyerLimit + " per buyer, pay within " + payWithin
                + ", challenge " + challenge
                + (minLevel > 0 ? ", from level " + minLevel : "")
                + (minAccountAgeDays > 0 ? ", accounts of " + minAccountAgeDays + " days" : "")
                + (allowListOnly ? ", for its list only" : "");
    }
}
