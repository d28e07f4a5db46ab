package doorbuster.simulator.postgres;

import doorbuster.order.Releaser;
import doorbuster.store.Sql;
import java.sql.Timestamp;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The statements of payments.
final class PaymentStatements {
    private PaymentStatements() {}

    static Map<Sql, Tables.Statement> all() {
        return Map.of(
                Sql.load(Releaser.class, "pay"), PaymentStatements::pay,
                Sql.load(Releaser.class, "payment-event"), PaymentStatements::store,
                Sql.load(Releaser.class, "payment-known"),
                        (tables, p) -> tables.payments.find(p.text(0)).stream().toList(),
                Sql.load(Releaser.class, "payment-outcome"), PaymentStatements::outcome,
                Sql.load(Releaser.class, "payments-waiting"), PaymentStatements::waiting);
    }

    private static List<Tuple> pay(Tables tables, Tables.Params p) {
        return tables
                .orders
                .find(p.text(0))
                .filter(order -> order.is("state", "CONFIRMED")
                        && order.is("currency", p.text(2))
                        && order.number("price_minor") * order.number("quantity") == p.number(1))
                .map(order ->
                        tables.orders.put(order.text("id"), order.with("state", "PAID", "ended_at", tables.now())))
                .stream()
                .toList();
    }

    private static List<Tuple> store(Tables tables, Tables.Params p) {
        if (tables.payments.has(p.text(0))) {
            return List.of();
        }
        return List.of(tables.payments.put(
                p.text(0),
                Tuple.of(
                        "id", p.text(0),
                        "order_id", p.text(1),
                        "kind", p.text(2),
                        "amount_minor", p.number(3),
                        "currency", p.text(4),
                        "happened_at", new Timestamp(p.number(5)),
                        "received_at", tables.now(),
                        "outcome", "NEW")));
    }

    private static List<Tuple> outcome(Tables tables, Tables.Params p) {
        return tables.payments.find(p.text(1)).stream()
                .map(event -> tables.payments.put(p.text(1), event.with("outcome", p.text(0))))
                .toList();
    }

    private static List<Tuple> waiting(Tables tables, Tables.Params p) {
        return tables
                .payments
                .where(event -> event.is("outcome", "NEW") && tables.orders.has(event.text("order_id")))
                .stream()
                .sorted(Comparator.comparingLong(event -> event.millis("received_at")))
                .limit(p.number(0))
                .toList();
    }
}
