package doorbuster.settle;

import doorbuster.sale.Acceptance;
import doorbuster.sale.Attempt;
import doorbuster.sale.BuyerId;
import doorbuster.sale.OrderId;
import doorbuster.sale.SaleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// One entry of a lane's stream: the winners of one script call, in order.
public sealed interface Entry {
    /// The newest form of entry this code can read.
    int VERSION = 1;

    /// A try's random identity.
    Pattern RID = Pattern.compile("[0-9a-f]{32}");

    /// The stream's id; never an identity, as ids are issued again after a rollback.
    String id();

    /// An entry that can be settled.
    record Whole(String id, List<Acceptance> orders) implements Entry {}

    /// An entry of a newer form: a newer node will read it, this one must leave it alone.
    record Newer(String id, int version) implements Entry {}

    /// An entry that nobody can read.
    record Poison(String id, String reason) implements Entry {}

    /// Reads an entry as Redis gives it: its id and a flat list of fields.
    static Entry read(SaleId sale, List<?> raw) {
        String id = String.valueOf(raw.get(0));
        try {
            List<?> flat = (List<?>) raw.get(1);
            Map<String, String> field = new HashMap<>();
            for (int i = 0; i + 1 < flat.size(); i += 2) {
                field.put(String.valueOf(flat.get(i)), String.valueOf(flat.get(i + 1)));
            }
            int version = Integer.parseInt(field.getOrDefault("v", ""));
            return version > VERSION ? new Newer(id, version) : new Whole(id, orders(sale, field));
        } catch (RuntimeException e) {
            return new Poison(id, "unreadable: " + e.getMessage());
        }
    }

    private static List<Acceptance> orders(SaleId sale, Map<String, String> field) {
        long epoch = number(field, "e");
        long price = number(field, "p");
        Instant at = Instant.ofEpochMilli(number(field, "at"));
        List<Acceptance> orders = new ArrayList<>();
        for (String line : field.getOrDefault("o", "").split("\n", -1)) {
            String[] part = line.split("\t", -1);
            if (part.length != 5) {
                throw new IllegalArgumentException("an order has " + part.length + " fields, not 5");
            }
            if (!RID.matcher(part[1]).matches()) {
                throw new IllegalArgumentException("not a rid: " + part[1]);
            }
            orders.add(new Acceptance(
                    new Attempt(
                            sale,
                            new OrderId(part[0]),
                            part[1],
                            new BuyerId(part[2]),
                            Integer.parseInt(part[3]),
                            part[4]),
                    epoch,
                    price,
                    at));
        }
        return orders;
    }

    private static long number(Map<String, String> field, String name) {
        String text = field.get(name);
        if (text == null) {
            throw new IllegalArgumentException("no field " + name);
        }
        return Long.parseLong(text);
    }
}
