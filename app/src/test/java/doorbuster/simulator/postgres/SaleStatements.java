package doorbuster.simulator.postgres;

import static java.util.Map.entry;

import doorbuster.book.Recovery;
import doorbuster.reserve.Roster;
import doorbuster.store.Sql;
import java.sql.Timestamp;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// The statements that read and change the sales themselves.
final class SaleStatements {
    private static final long MOST_UNITS = 100_000_000;

    /// What a new sale has besides what it is given.
    private static final Object[] UNSOLD = {
        "sold",
        0L,
        "released",
        0L,
        "restocked",
        0L,
        "position",
        "ON",
        "epoch",
        0L,
        "opened_epoch",
        0L,
        "gathering",
        false,
        "version",
        1L,
        "draining",
        false
    };

    private SaleStatements() {}

    static Map<Sql, Tables.Statement> all() {
        return Map.ofEntries(
                entry(Sql.load(Roster.class, "offers"), SaleStatements::offers),
                entry(Sql.load(Roster.class, "settled-orders"), SaleStatements::settled),
                entry(Sql.load(Recovery.class, "create"), SaleStatements::create),
                entry(Sql.load(Recovery.class, "restock"), SaleStatements::restock),
                entry(Sql.load(Recovery.class, "switch"), SaleStatements::turn),
                entry(
                        Sql.load(Recovery.class, "lock-sale"),
                        (tables, p) -> tables.sale.find(p.text(0)).stream().toList()),
                entry(Sql.load(Recovery.class, "audit"), SaleStatements::audit));
    }

    private static List<Tuple> offers(Tables tables, Tables.Params p) {
        return tables.sale.all().stream()
                .sorted(Comparator.<Tuple>comparingLong(sale -> sale.millis("opens_at"))
                        .thenComparing(sale -> sale.text("id")))
                .toList();
    }

    private static List<Tuple> settled(Tables tables, Tables.Params p) {
        return tables.orders.where(order -> order.is("sale_id", p.text(0))).stream()
                .limit(p.number(1))
                .toList();
    }

    private static List<Tuple> create(Tables tables, Tables.Params p) {
        if (tables.sale.has(p.text(0))) {
            return List.of();
        }
        Tuple given = Tuple.of(
                "id", p.text(0),
                "no", (int) tables.nextNumber(),
                "sku", p.text(1),
                "price_minor", p.number(2),
                "currency", p.text(3),
                "allotted", p.number(4),
                "per_buyer_limit", (int) p.number(5),
                "opens_at", new Timestamp(p.number(6)),
                "closes_at", new Timestamp(p.number(7)),
                "pay_within_ms", p.number(8),
                "challenge", p.text(9),
                "min_level", (int) p.number(10),
                "min_account_age_days", (int) p.number(11),
                "allow_list_only", p.flag(12),
                "lanes", (int) p.number(13));
        return List.of(tables.sale.put(p.text(0), given.with(UNSOLD)));
    }

    private static List<Tuple> restock(Tables tables, Tables.Params p) {
        return changed(
                tables,
                p.text(2),
                sale -> !sale.is("position", "CLOSED") && sale.number("allotted") + p.number(3) <= MOST_UNITS,
                sale -> sale.with(
                        "allotted", sale.number("allotted") + p.number(0),
                        "restocked", sale.number("restocked") + p.number(1)));
    }

    private static List<Tuple> turn(Tables tables, Tables.Params p) {
        return changed(
                tables,
                p.text(1),
                sale -> !sale.is("position", "CLOSED"),
                sale -> sale.with("position", p.text(0), "version", sale.number("version") + 1));
    }

    /// Changes one sale if it fits.
    static List<Tuple> changed(Tables tables, String id, Predicate<Tuple> fits, UnaryOperator<Tuple> change) {
        return tables.sale.find(id).filter(fits).map(sale -> tables.sale.put(id, change.apply(sale))).stream()
                .toList();
    }

    private static List<Tuple> audit(Tables tables, Tables.Params p) {
        return List.of(tables.audit.put(
                Long.toString(tables.nextNumber()),
                Tuple.of("actor", p.text(0), "action", p.text(1), "subject", p.text(2), "detail", p.text(3))));
    }
}
