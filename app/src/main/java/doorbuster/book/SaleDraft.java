package doorbuster.book;

import doorbuster.sale.Offer;
import doorbuster.sale.SaleId;
import doorbuster.sale.Sku;
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
        boolean allowListOnly) {}
