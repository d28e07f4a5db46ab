package doorbuster.simulator.postgres;

import static java.util.Map.entry;

import doorbuster.settle.HeldSweep;
import doorbuster.status.StatusOrders;
import doorbuster.store.MemoryAnswers;
import doorbuster.store.Sql;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The statements of `settle` and `status`.
final class SettleStatements {
    private SettleStatements() {}

    static Map<Sql, Tables.Statement> all() {
        return Map.ofEntries(
                entry(Sql.load(HeldSweep.class, "insert"), SettleStatements::insert),
                entry(Sql.load(HeldSweep.class, "hold"), SettleStatements::hold),
                entry(Sql.load(HeldSweep.class, "guard"), SettleStatements::guard),
                entry(
                        Sql.load(HeldSweep.class, "at-epoch"),
                        (tables, p) -> atEpoch(tables, p, 0).stream()
                                .filter(sale -> sale.is("gathering", p.flag(2)))
                                .toList()),
                entry(Sql.load(HeldSweep.class, "refuse"), SettleStatements::refuse),
                entry(Sql.load(HeldSweep.class, "rows"), SettleStatements::rows),
                entry(Sql.load(StatusOrders.class, "rows"), SettleStatements::rows),
                entry(Sql.load(StatusOrders.class, "tombstone"), SettleStatements::tombstone));
    }

    static String holdingKey(String sale, String buyer) {
        return sale + "\n" + buyer;
    }

    /// The sale named at a parameter, if it is at the epoch named by the next.
    static List<Tuple> atEpoch(Tables tables, Tables.Params p, int at) {
        return tables.sale.find(p.text(at)).filter(sale -> sale.is("epoch", p.number(at + 1))).stream()
                .toList();
    }

    static List<Tuple> rows(Tables tables, Tables.Params p) {
        return Stream.of(p.texts(0))
                .distinct()
                .map(tables.orders::find)
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<Tuple> insert(Tables tables, Tables.Params p) {
        List<Tuple> inserted = new ArrayList<>();
        for (Tuple sale : atEpoch(tables, p, 7)) {
            for (int i = 0; i < p.texts(0).length; i++) {
                String id = p.texts(0)[i];
                if (!tables.orders.has(id)) {
                    Tuple order =
                            order(tables, sale, id, p.numbers(1)[i], p.texts(3)[i], p.numbers(4)[i], p.texts(2)[i]);
                    inserted.add(tables.orders.put(
                            id,
                            order.with(
                                    "price_minor", p.numbers(5)[i].longValue(),
                                    "accepted_at", new Timestamp(p.numbers(6)[i].longValue()),
                                    "pay_by", tables.later(sale.number("pay_within_ms")))));
                }
            }
        }
        return List.of(Tuple.of(
                "inserted",
                inserted.stream()
                        .map(order -> order.text("id") + " " + order.text("rid"))
                        .collect(Collectors.joining(","))));
    }

    private static Tuple order(
            Tables tables, Tuple sale, String id, Number lane, String buyer, Number quantity, String rid) {
        return Tuple.of(
                "id",
                id,
                "sale_id",
                sale.text("id"),
                "lane",
                lane.intValue(),
                "buyer",
                buyer,
                "quantity",
                quantity.intValue(),
                "rid",
                rid,
                "state",
                "CONFIRMED",
                "reason",
                null,
                "price_minor",
                sale.number("price_minor"),
                "currency",
                sale.text("currency"),
                "accepted_at",
                tables.now(),
                "settled_at",
                tables.now(),
                "pay_by",
                null,
                "ended_at",
                null,
                "told",
                true);
    }

    private static List<Tuple> hold(Tables tables, Tables.Params p) {
        Map<String, Long> units = new TreeMap<>();
        for (int i = 0; i < p.texts(0).length; i++) {
            units.merge(p.texts(0)[i], p.numbers(1)[i].longValue(), Long::sum);
        }
        long[] held = {0};
        Tuple sale = tables.sale.find(p.text(2)).orElseThrow();
        long cap = sale.number("per_buyer_limit");
        units.forEach((buyer, wanted) -> {
            String key = holdingKey(sale.text("id"), buyer);
            long sum = wanted
                    + tables.holding.find(key).map(h -> h.number("units")).orElse(0L);
            if (sum <= cap) {
                tables.holding.put(key, Tuple.of("sale_id", sale.text("id"), "buyer", buyer, "units", sum, "cap", cap));
                held[0]++;
            }
        });
        return List.of(Tuple.of("buyers", held[0]));
    }

    private static List<Tuple> guard(Tables tables, Tables.Params p) {
        return atEpoch(tables, p, 1).stream()
                .filter(sale ->
                        sale.is("gathering", p.flag(3)) && sale.number("sold") + p.number(0) <= sale.number("allotted"))
                .map(sale -> sold(tables, sale, p.number(0)))
                .toList();
    }

    /// Counts units as sold, under the constraints of the table.
    static Tuple sold(Tables tables, Tuple sale, long units) {
        long sold = sale.number("sold") + units;
        if (sold > sale.number("allotted") || sold < 0) {
            throw MemoryAnswers.violated("never_oversold");
        }
        return tables.sale.put(sale.text("id"), sale.with("sold", sold));
    }

    private static List<Tuple> refuse(Tables tables, Tables.Params p) {
        return atEpoch(tables, p, 8).stream()
                .filter(sale -> sale.is("gathering", p.flag(10)) && !tables.orders.has(p.text(0)))
                .map(sale -> order(tables, sale, p.text(0), p.number(1), p.text(3), p.number(4), p.text(2)))
                .map(order -> tables.orders.put(
                        p.text(0),
                        order.with(
                                "state", "REFUSED",
                                "reason", p.text(5),
                                "price_minor", p.number(6),
                                "accepted_at", new Timestamp(p.number(7)),
                                "ended_at", tables.now())))
                .toList();
    }

    private static List<Tuple> tombstone(Tables tables, Tables.Params p) {
        return atEpoch(tables, p, 3).stream()
                .filter(_ -> !tables.orders.has(p.text(0)))
                .map(sale -> order(tables, sale, p.text(0), p.number(1), p.text(2), 0, ""))
                .map(order -> tables.orders.put(
                        p.text(0), order.with("state", "EXPIRED", "reason", "never-taken", "ended_at", tables.now())))
                .toList();
    }
}
