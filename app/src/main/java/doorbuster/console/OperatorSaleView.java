package doorbuster.console;

import doorbuster.reserve.Glance;
import doorbuster.sale.Offer;
import java.time.Duration;
import java.time.Instant;

/// A sale with everything an operator may see.
record OperatorSaleView(
        String saleId,
        String sku,
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
        boolean allowListOnly,
        Offer.Switch position,
        int lanes,
        long epoch,
        long version,
        long available,
        Glance.Phase phase,
        Instant serverTime) {
    static OperatorSaleView of(Offer offer, Glance glance) {
        return new OperatorSaleView(
                offer.id().value(),
                offer.sku().value(),
                offer.allotted(),
                offer.opensAt(),
                offer.closesAt(),
                offer.perBuyerLimit(),
                offer.priceMinor(),
                offer.currency(),
                offer.payWithin(),
                offer.challenge(),
                offer.minLevel(),
                offer.minAccountAgeDays(),
                offer.allowListOnly(),
                offer.position(),
                offer.lanes(),
                offer.epoch(),
                offer.version(),
                glance.available(),
                glance.phase(),
                glance.now());
    }
}
