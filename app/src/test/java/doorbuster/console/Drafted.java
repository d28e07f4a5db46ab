package doorbuster.console;

import doorbuster.book.SaleDraft;
import doorbuster.sale.Offer;

/// A sale as its draft says.
final class Drafted {
    private Drafted() {}

    static Offer offer(SaleDraft draft, Offer.Switch position) {
        return new Offer(
                draft.id(),
                1,
                draft.sku(),
                draft.stock(),
                draft.opensAt(),
                draft.closesAt(),
                draft.perBuyerLimit(),
                draft.priceMinor(),
                draft.currency(),
                draft.payWithin(),
                draft.challenge(),
                draft.minLevel(),
                draft.minAccountAgeDays(),
                draft.allowListOnly(),
                position,
                1,
                1,
                1,
                false);
    }
}
