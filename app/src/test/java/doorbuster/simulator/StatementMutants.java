package doorbuster.simulator;

import doorbuster.order.Releaser;
import doorbuster.settle.HeldSweep;
import doorbuster.simulator.postgres.Tables;
import doorbuster.simulator.postgres.Tables.Params;
import doorbuster.simulator.postgres.Tables.Statement;
import doorbuster.simulator.postgres.Tuple;
import doorbuster.status.StatusOrders;
import doorbuster.store.Sql;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Mutants whose statements do something else.
final class StatementMutants {
    private static final Sql INSERT = Sql.load(HeldSweep.class, "insert");
    private static final Sql GUARD = Sql.load(HeldSweep.class, "guard");
    private static final Sql AT_EPOCH = Sql.load(HeldSweep.class, "at-epoch");
    private static final Sql TOMBSTONE = Sql.load(StatusOrders.class, "tombstone");
    private static final Sql STATUS = Sql.load(StatusOrders.class, "rows");
    private static final Sql PAY = Sql.load(Releaser.class, "pay");

    private StatementMutants() {}

    static List<Mutant> all() {
        return List.of(
                mutant("no guard in Postgres", all -> all.put(GUARD, StatementMutants::unguarded)),
                mutant("'not found' told without a tombstone", StatementMutants::untold),
                mutant(
                        "the tombstone's transaction does not ask for the epoch",
                        all -> wrap(all, TOMBSTONE, (tables, p) -> p.with(4, current(tables, p.text(3), "epoch")))),
                mutant("settle without the epoch: a zombie consumer", all -> {
                    wrap(all, INSERT, (tables, p) -> p.with(8, current(tables, p.text(7), "epoch")));
                    wrap(
                            all,
                            GUARD,
                            (tables, p) -> p.with(2, current(tables, p.text(1), "epoch"))
                                    .with(3, current(tables, p.text(1), "gathering")));
                    wrap(
                            all,
                            AT_EPOCH,
                            (tables, p) -> p.with(1, current(tables, p.text(0), "epoch"))
                                    .with(2, current(tables, p.text(0), "gathering")));
                }),
                mutant("a node that missed the window hands in all the same", all -> {
                    wrap(all, GUARD, (tables, p) -> p.with(3, current(tables, p.text(1), "gathering")));
                    wrap(all, AT_EPOCH, (tables, p) -> p.with(2, current(tables, p.text(0), "gathering")));
                }),
                mutant("late payment takes its unit directly in Postgres", all -> {
                    Statement real = Objects.requireNonNull(all.get(PAY));
                    all.put(PAY, (tables, p) -> {
                        List<Tuple> paid = real.run(tables, p);
                        return paid.isEmpty() ? late(tables, p) : paid;
                    });
                }));
    }

    private static Mutant mutant(String rule, Consumer<Map<Sql, Statement>> change) {
        return new Mutant(rule, new Variant() {
            @Override
            public void change(Map<Sql, Statement> statements) {
                change.accept(statements);
            }
        });
    }

    /// Other parameters than those given.
    private interface Instead {
        Params of(Tables tables, Params given);
    }

    private static void wrap(Map<Sql, Statement> all, Sql sql, Instead instead) {
        Statement real = Objects.requireNonNull(all.get(sql));
        all.put(sql, (tables, p) -> real.run(tables, instead.of(tables, p)));
    }

    private static Object current(Tables tables, String sale, String column) {
        return Objects.requireNonNull(tables.sale.find(sale).orElseThrow().value(column));
    }

    private static List<Tuple> unguarded(Tables tables, Params p) {
        return tables.sale.find(p.text(1)).stream()
                .filter(sale -> sale.is("epoch", p.number(2)) && sale.is("gathering", p.values()[3]))
                .map(sale -> tables.sale.put(p.text(1), sale.with("sold", sale.number("sold") + p.number(0))))
                .toList();
    }

    /// The "no" is told as if it had been written.
    private static void untold(Map<Sql, Statement> all) {
        Set<String> told = new HashSet<>();
        Statement real = Objects.requireNonNull(all.get(STATUS));
        Statement write = Objects.requireNonNull(all.get(TOMBSTONE));
        all.put(TOMBSTONE, (tables, p) -> {
            told.add(p.text(0));
            return List.of();
        });
        all.put(STATUS, (tables, p) -> {
            List<Tuple> rows = real.run(tables, p);
            String id = ((String[]) p.values()[0])[0];
            if (!rows.isEmpty() || !told.remove(id)) {
                return rows;
            }
            Tuple sale = tables.sale.all().iterator().next();
            List<Tuple> no = write.run(tables, new Params(id, 0, "buyer-0", sale.text("id"), sale.number("epoch")));
            no.forEach(row -> tables.orders.remove(id));
            return Stream.concat(rows.stream(), no.stream()).toList();
        });
    }

    private static List<Tuple> late(Tables tables, Params p) {
        return tables.orders.find(p.text(0)).filter(order -> order.is("state", "EXPIRED")).stream()
                .filter(order -> tables.sale
                        .find(order.text("sale_id"))
                        .filter(sale -> sale.number("sold") + order.number("quantity") <= sale.number("allotted"))
                        .isPresent())
                .map(order -> {
                    Tuple sale = tables.sale.find(order.text("sale_id")).orElseThrow();
                    tables.sale.put(sale.text("id"), sale.with("sold", sale.number("sold") + order.number("quantity")));
                    return tables.orders.put(order.text("id"), order.with("state", "PAID"));
                })
                .toList();
    }
}
