package doorbuster.door;

import doorbuster.catalog.CatalogSnapshot;
import doorbuster.catalog.Product;
import doorbuster.reserve.Glance;
import doorbuster.sale.Offer;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A sale as JSON; never the exact stock.
///
/// @param price of one unit, in major units with the currency's decimals
record SaleView(
        String saleId,
        String sku,
        String name,
        @Nullable String picture,
        String price,
        long priceMinor,
        String currency,
        Instant opensAt,
        Instant closesAt,
        State state,
        int perBuyerLimit,
        Offer.Challenge challenge,
        Availability availability,
        int minLevel,
        int minAccountAgeDays,
        boolean allowListOnly,
        String region,
        Instant serverTime) {
    /// Below this part of the allotment, FEW are left.
    private static final int FEW_PERCENT = 10;

    /// Where a sale is in its life.
    enum State {
        SCHEDULED,
        OPEN,
        PAUSED,
        SOLD_OUT,
        CLOSED
    }

    /// How much is left, roughly.
    enum Availability {
        PLENTY,
        FEW,
        NONE
    }

    static SaleView of(Offer offer, Glance glance, CatalogSnapshot catalog, String region) {
        Optional<Product> product = catalog.find(offer.sku());
        Availability availability = availability(offer, glance);
        return new SaleView(
                offer.id().value(),
                offer.sku().value(),
                product.map(p -> p.name("en")).orElse(offer.sku().value()),
                product.filter(p -> !p.pictures().isEmpty())
                        .map(p -> "/v1/catalog/products/" + p.sku() + "/pictures/0")
                        .orElse(null),
                Money.text(offer.priceMinor(), offer.currency()),
                offer.priceMinor(),
                offer.currency(),
                offer.opensAt(),
                offer.closesAt(),
                state(offer, glance.now(), availability),
                offer.perBuyerLimit(),
                offer.challenge(),
                availability,
                offer.minLevel(),
                offer.minAccountAgeDays(),
                offer.allowListOnly(),
                region,
                glance.now());
    }

    private static State state(Offer offer, Instant now, Availability availability) {
        if (offer.position() == Offer.Switch.CLOSED || !now.isBefore(offer.closesAt())) {
            return State.CLOSED;
        }
        if (offer.position() == Offer.Switch.PAUSED) {
            return State.PAUSED;
        }
        if (now.isBefore(offer.opensAt())) {
            return State.SCHEDULED;
        }
        return availability == Availability.NONE ? State.SOLD_OUT : State.OPEN;
    }

    /// FEW while the lanes cannot be seen: neither a promise nor a refusal.
    private static Availability availability(Offer offer, Glance glance) {
        return switch (glance.phase()) {
            case RECOVERING, UNKNOWN -> Availability.FEW;
            case OPEN -> {
                if (glance.available() <= 0) {
                    yield Availability.NONE;
                }
                yield glance.available() * 100 > offer.allotted() * FEW_PERCENT
                        ? Availability.PLENTY
                        : Availability.FEW;
            }
        };
    }
}
