package doorbuster.simulator.postgres;

import static java.util.Map.entry;

import doorbuster.order.Releaser;
import doorbuster.store.MemoryAnswers;
import doorbuster.store.Sql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The statements of `order`, without those of payments.
final class OrderStatements {
    private static final long DAY = 86_400_000;

    private OrderStatements() {}

    static Map<Sql, Tables.Statement> all() {
        return Map.ofEntries(
                entry(Sql.load(Releaser.class, "cancel"), OrderStatements::cancel),
                entry(Sql.load(Releaser.class, "cancel-wished"), OrderStatements::cancelWished),
                entry(Sql.load(Releaser.class, "expire"), OrderStatements::expire),
                entry(Sql.load(Releaser.class, "wish"), OrderStatements::wish),
                entry(Sql.load(Releaser.class, "wishes-met"), OrderStatements::wishesMet),
                entry(Sql.load(Releaser.class, "let-go"), OrderStatements::letGo),
                entry(Sql.load(Releaser.class, "give-back"), OrderStatements::giveBack),
                entry(Sql.load(Releaser.class, "state-of"), OrderStatements::stateOf),
                entry(Sql.load(Releaser.class, "totals"), OrderStatements::totals),
                entry(Sql.load(Releaser.class, "untold"), OrderStatements::untold),
                entry(Sql.load(Releaser.class, "told"), OrderStatements::told));
    }

    private static Tuple ended(Tables tables, Tuple order, String state, String reason) {
        return tables.orders.put(
                order.text("id"),
                order.with("state", state, "reason", reason, "ended_at", tables.now(), "told", false));
    }

    private static List<Tuple> cancel(Tables tables, Tables.Params p) {
        return tables
                .orders
                .find(p.text(0))
                .filter(order -> order.is("buyer", p.text(1)) && order.is("state", "CONFIRMED"))
                .map(order -> ended(tables, order, "CANCELLED", "by-buyer"))
                .stream()
                .toList();
    }

    private static List<Tuple> cancelWished(Tables tables, Tables.Params p) {
        List<Tuple> due =
                tables.orders.where(order -> tables.wishes.has(order.text("id")) && order.is("state", "CONFIRMED"));
        return due.stream()
                .limit(p.number(0))
                .map(order -> ended(tables, order, "CANCELLED", "by-buyer"))
                .toList();
    }

    private static List<Tuple> expire(Tables tables, Tables.Params p) {
        long now = tables.now().getTime();
        List<Tuple> due = tables.orders.where(order -> order.is("state", "CONFIRMED") && order.millis("pay_by") < now);
        return due.stream()
                .sorted(Comparator.comparingLong(order -> order.millis("pay_by")))
                .limit(p.number(0))
                .map(order -> ended(tables, order, "EXPIRED", "not-paid"))
                .toList();
    }

    private static List<Tuple> wish(Tables tables, Tables.Params p) {
        return tables.wishes.has(p.text(0))
                ? List.of()
                : List.of(tables.wishes.put(p.text(0), Tuple.of("order_id", p.text(0), "noted_at", tables.now())));
    }

    private static List<Tuple> wishesMet(Tables tables, Tables.Params p) {
        List<Tuple> met = tables.wishes.where(
                wish -> wish.millis("noted_at") < tables.now().getTime() - DAY
                        || tables.orders
                                .find(wish.text("order_id"))
                                .filter(order -> !order.is("state", "CONFIRMED"))
                                .isPresent());
        met.forEach(wish -> tables.wishes.remove(wish.text("order_id")));
        return met;
    }

    private static List<Tuple> letGo(Tables tables, Tables.Params p) {
        Map<String, Long> units = new TreeMap<>();
        for (int i = 0; i < p.texts(0).length; i++) {
            units.merge(
                    SettleStatements.holdingKey(p.texts(0)[i], p.texts(1)[i]), p.numbers(2)[i].longValue(), Long::sum);
        }
        List<Tuple> changed = new ArrayList<>();
        units.forEach((key, less) -> tables.holding.find(key).ifPresent(held -> {
            long left = held.number("units") - less;
            if (left < 0) {
                throw MemoryAnswers.violated("within_limit");
            }
            changed.add(tables.holding.put(key, held.with("units", left)));
        }));
        return changed;
    }

    private static List<Tuple> giveBack(Tables tables, Tables.Params p) {
        return tables.sale.find(p.text(2)).stream()
                .map(sale -> SettleStatements.sold(tables, sale, -p.number(0)))
                .map(sale ->
                        tables.sale.put(sale.text("id"), sale.with("released", sale.number("released") + p.number(1))))
                .toList();
    }

    private static List<Tuple> stateOf(Tables tables, Tables.Params p) {
        return tables.orders.find(p.text(0)).stream()
                .map(order -> order.with("due", order.number("price_minor") * order.number("quantity")))
                .toList();
    }

    static Tuple withTotal(Tuple sale) {
        return sale.with("total", sale.number("released") + sale.number("restocked"));
    }

    private static List<Tuple> totals(Tables tables, Tables.Params p) {
        return tables.sale.all().stream()
                .map(OrderStatements::withTotal)
                .filter(sale -> sale.number("epoch") > 0 && sale.number("total") > 0)
                .toList();
    }

    private static List<Tuple> untold(Tables tables, Tables.Params p) {
        return tables.orders.where(order -> !order.flag("told")).stream()
                .sorted(Comparator.comparingLong(order -> order.millis("ended_at")))
                .limit(p.number(0))
                .toList();
    }

    private static List<Tuple> told(Tables tables, Tables.Params p) {
        return Stream.of(p.texts(0))
                .flatMap(id -> tables.orders.find(id).stream())
                .map(order -> tables.orders.put(order.text("id"), order.with("told", true)))
                .toList();
    }
}
