package doorbuster.door;

import doorbuster.catalog.CatalogSnapshot;
import doorbuster.catalog.Product;
import doorbuster.sale.Offer;
import doorbuster.sale.SaleId;
import doorbuster.sale.Sku;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What a [ModelUnit] sells.
public final class ModelWares {
    private ModelWares() {}

    /// Two lamps, one with a name that is a script.
    static CatalogSnapshot catalog() {
        return CatalogSnapshot.of(
                7,
                1,
                List.of(
                        new Product(
                                new Sku("lamp-1"),
                                "light",
                                4900,
                                "EUR",
                                Map.of("en", "Lamp"),
                                Map.of("en", "It shines."),
                                Map.of(),
                                List.of("<svg/>")),
                        new Product(
                                new Sku("lamp-2"),
                                "",
                                5900,
                                "EUR",
                                Map.of("en", "<script>alert(1)</script>"),
                                Map.of(),
                                Map.of(),
                                List.of())));
    }

    /// A sale that is open now, 10 units, 2 per buyer.
    public static Offer offer(String id, int no) {
        Instant now = Instant.now();
        return new Offer(
                new SaleId(id),
                no,
                new Sku("lamp-1"),
                10,
                now.minusSeconds(60),
                now.plusSeconds(3600),
                2,
                1999,
                "EUR",
                Duration.ofMinutes(10),
                Offer.Challenge.OFF,
                0,
                0,
                false,
                Offer.Switch.ON,
                1,
                1,
                1,
                false);
    }
}
