package doorbuster.simulator.postgres;

import static java.util.Map.entry;

import doorbuster.book.Recovery;
import doorbuster.store.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The statements of recoveries and of the book.
final class BookStatements {
    private static final int PART = 1_000;

    private BookStatements() {}

    static Map<Sql, Tables.Statement> all() {
        return Map.ofEntries(
                entry(Sql.load(Recovery.class, "raise-epoch"), BookStatements::raise),
                entry(Sql.load(Recovery.class, "lost"), BookStatements::lost),
                entry(Sql.load(Recovery.class, "close-gathering"), BookStatements::close),
                entry(Sql.load(Recovery.class, "opened"), BookStatements::opened),
                entry(Sql.load(Recovery.class, "missing-hand-ins"), BookStatements::missing),
                entry(Sql.load(Recovery.class, "hand-in"), BookStatements::handIn),
                entry(Sql.load(Recovery.class, "lease"), BookStatements::lease),
                entry(Sql.load(Recovery.class, "leave"), BookStatements::leave),
                entry(Sql.load(Recovery.class, "snapshot-isolation"), (_, _) -> List.of()),
                entry(
                        Sql.load(Recovery.class, "sale-at"),
                        (tables, p) -> SettleStatements.atEpoch(tables, p, 0).stream()
                                .map(OrderStatements::withTotal)
                                .toList()),
                entry(Sql.load(Recovery.class, "orders-of"), BookStatements::ordersOf),
                entry(
                        Sql.load(Recovery.class, "counters"),
                        (tables, p) -> tables.sale.find(p.text(0)).stream()
                                .map(OrderStatements::withTotal)
                                .toList()),
                entry(Sql.load(Recovery.class, "counted"), BookStatements::counted));
    }

    private static List<Tuple> raise(Tables tables, Tables.Params p) {
        return SaleStatements.changed(
                tables,
                p.text(1),
                _ -> true,
                sale -> sale.with("epoch", Math.max(sale.number("epoch"), p.number(0)) + 1, "gathering", true));
    }

    private static List<Tuple> lost(Tables tables, Tables.Params p) {
        List<Tuple> noted = new ArrayList<>();
        for (String id : p.texts(2)) {
            if (!tables.orders.has(id) && !tables.lost.has(id)) {
                noted.add(tables.lost.put(id, Tuple.of("order_id", id, "epoch", p.number(0))));
            }
        }
        return noted;
    }

    private static List<Tuple> close(Tables tables, Tables.Params p) {
        return SaleStatements.changed(
                tables, p.text(0), sale -> sale.is("epoch", p.number(1)), sale -> sale.with("gathering", false));
    }

    private static List<Tuple> opened(Tables tables, Tables.Params p) {
        return SaleStatements.changed(
                tables,
                p.text(0),
                sale -> sale.is("epoch", p.number(1)),
                sale -> sale.with("opened_epoch", sale.number("epoch")));
    }

    private static String handInKey(String sale, long epoch, String incarnation) {
        return sale + "\n" + epoch + "\n" + incarnation;
    }

    private static List<Tuple> missing(Tables tables, Tables.Params p) {
        long now = tables.now().getTime();
        return tables.nodes.where(node -> node.millis("lease_until") > now
                && !tables.handIns.has(handInKey(p.text(0), p.number(1), node.text("incarnation"))));
    }

    private static List<Tuple> handIn(Tables tables, Tables.Params p) {
        String key = handInKey(p.text(0), p.number(1), p.text(2));
        return tables.handIns.has(key)
                ? List.of()
                : List.of(tables.handIns.put(key, Tuple.of("orders", (int) p.number(3))));
    }

    private static List<Tuple> lease(Tables tables, Tables.Params p) {
        return List.of(tables.nodes.put(
                p.text(0),
                Tuple.of("id", p.text(0), "incarnation", p.text(1), "lease_until", tables.later(p.number(2)))));
    }

    private static List<Tuple> leave(Tables tables, Tables.Params p) {
        List<Tuple> gone = tables.nodes.where(node -> node.is("id", p.text(0)) && node.is("incarnation", p.text(1)));
        gone.forEach(node -> tables.nodes.remove(node.text("id")));
        return gone;
    }

    private static List<Tuple> ordersOf(Tables tables, Tables.Params p) {
        List<Tuple> orders = tables.orders.where(order -> order.is("sale_id", p.text(0)));
        List<Tuple> parts = new ArrayList<>();
        for (int from = 0; from < orders.size(); from += PART) {
            parts.add(Tuple.of(
                    "orders",
                    orders.subList(from, Math.min(from + PART, orders.size())).stream()
                            .map(order -> String.join(
                                    "\t",
                                    order.text("id"),
                                    order.text("quantity"),
                                    order.text("state"),
                                    order.text("buyer")))
                            .collect(Collectors.joining("\n"))));
        }
        return parts;
    }

    private static List<Tuple> counted(Tables tables, Tables.Params p) {
        long confirmed = 0;
        long paid = 0;
        long late = 0;
        for (Tuple order : tables.orders.where(order -> order.is("sale_id", p.text(2)))) {
            for (int i = 0; i < p.numbers(0).length; i++) {
                if (order.is("lane", p.numbers(0)[i])) {
                    boolean early = order.millis("accepted_at") <= p.numbers(1)[i].longValue();
                    long units = order.number("quantity");
                    switch (order.text("state")) {
                        case "CONFIRMED" -> confirmed += early ? units : 0;
                        case "PAID" -> paid += early ? units : 0;
                        case "CANCELLED", "EXPIRED" -> late += early ? 0 : units;
                        default -> late += 0;
                    }
                }
            }
        }
        return List.of(Tuple.of("confirmed", confirmed, "paid", paid, "released_late", late));
    }
}
