package doorbuster.web;

import doorbuster.catalog.CatalogSnapshot;
import doorbuster.catalog.Product;
import doorbuster.door.DoorServer;
import doorbuster.sale.Offer;
import doorbuster.sale.SaleId;
import doorbuster.sale.Sku;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Three lamps in four sales.
final class ShopWares {
    private ShopWares() {}

    static void into(DoorServer server) {
        server.unit.catalog = CatalogSnapshot.of(
                1,
                0,
                List.of(
                        product("lamp-1", "Night Lamp", "#e9b44c"),
                        product("lamp-2", "<script>alert(1)</script><img src=x onerror=alert(2)>", "#7fb7be"),
                        product("lamp-3", "Desk Lamp", "#b388eb")));
        server.unit.put(sale("night-lamp", 1, "lamp-1", Offer.Challenge.OFF, -60), 10);
        server.unit.put(sale("odd-lamp", 2, "lamp-2", Offer.Challenge.ALWAYS, -50), 10);
        server.unit.put(sale("desk-lamp", 3, "lamp-3", Offer.Challenge.OFF, -40), 1);
        server.unit.put(sale("late-lamp", 4, "lamp-3", Offer.Challenge.OFF, 3_700), 10);
    }

    private static Offer sale(String id, int no, String sku, Offer.Challenge challenge, long opensIn) {
        Instant now = Instant.now();
        return new Offer(
                new SaleId(id),
                no,
                new Sku(sku),
                100,
                now.plusSeconds(opensIn),
                now.plusSeconds(7_200),
                2,
                1999,
                "EUR",
                Duration.ofMinutes(10),
                challenge,
                0,
                0,
                false,
                Offer.Switch.ON,
                1,
                1,
                1,
                false);
    }

    private static Product product(String sku, String name, String color) {
        String svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 200 150\"><path d=\"M60 90 L80 30 H120 "
                + "L140 90 Z\" fill=\"" + color + "\"/><rect x=\"94\" y=\"90\" width=\"12\" height=\"36\" "
                + "fill=\"#555\"/><rect x=\"70\" y=\"126\" width=\"60\" height=\"8\" rx=\"4\" fill=\"#555\"/></svg>";
        return new Product(new Sku(sku), "light", 1999, "EUR", Map.of("en", name), Map.of(), Map.of(), List.of(svg));
    }
}
