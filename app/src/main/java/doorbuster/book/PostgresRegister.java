package doorbuster.book;

import doorbuster.reserve.Roster;
import doorbuster.sale.Acceptance;
import doorbuster.sale.OrderId;
import doorbuster.sale.OrderState;
import doorbuster.sale.SaleId;
import doorbuster.settle.PostgresLedger;
import doorbuster.settle.Settled;
import doorbuster.store.Postgres;
import doorbuster.store.Sql;
import java.util.List;
import java.util.Optional;

/// The recovery's register in the unit's Postgres.
public final class PostgresRegister implements Register {
    private static final Sql RAISE = Sql.load(PostgresRegister.class, "raise-epoch");
    private static final Sql MISSING = Sql.load(PostgresRegister.class, "missing-hand-ins");
    private static final Sql CLOSE = Sql.load(PostgresRegister.class, "close-gathering");
    private static final Sql LOST = Sql.load(PostgresRegister.class, "lost");
    private static final Sql OPENED = Sql.load(PostgresRegister.class, "opened");
    private static final Sql ISOLATION = Sql.load(PostgresRegister.class, "snapshot-isolation");
    private static final Sql SALE_AT = Sql.load(PostgresRegister.class, "sale-at");
    private static final Sql ORDERS_OF = Sql.load(PostgresRegister.class, "orders-of");
    private final Postgres postgres;
    private final PostgresLedger ledger;

    /// Registers in this Postgres, and refuses orders through the ledger of the same Postgres.
    public PostgresRegister(Postgres postgres, PostgresLedger ledger) {
        this.postgres = postgres;
        this.ledger = ledger;
    }

    @Override
    public Optional<Long> raiseEpoch(SaleId sale, long remembered) {
        return postgres.query(RAISE, remembered, sale.value()).stream()
                .findFirst()
                .map(row -> row.number("epoch"));
    }

    @Override
    public boolean allHandedIn(SaleId sale, long epoch) {
        return postgres.query(MISSING, sale.value(), epoch).isEmpty();
    }

    @Override
    public boolean closeGathering(SaleId sale, long epoch) {
        return postgres.change(CLOSE, sale.value(), epoch) == 1;
    }

    @Override
    public Optional<Snapshot> snapshot(SaleId sale, long epoch) {
        return postgres.inTransaction(work -> {
            work.change(ISOLATION);
            return work.query(SALE_AT, sale.value(), epoch).stream()
                    .findFirst()
                    .map(row -> new Snapshot(
                            Roster.offer(row),
                            row.number("sold"),
                            row.number("total"),
                            work.query(ORDERS_OF, sale.value()).stream()
                                    .flatMap(many -> many.text("orders").lines())
                                    .map(PostgresRegister::order)
                                    .toList()));
        });
    }

    private static Row order(String line) {
        String[] field = line.split("\t", -1);
        return new Row(new OrderId(field[0]), field[3], Integer.parseInt(field[1]), OrderState.valueOf(field[2]));
    }

    @Override
    public boolean refuse(SaleId sale, long epoch, List<Acceptance> orders) {
        return ledger.refuse(sale, epoch, orders, "sold-out") instanceof Settled.Done;
    }

    @Override
    public long noteLost(SaleId sale, long epoch, List<Row> known) {
        String[] ids = known.stream().map(row -> row.order().value()).toArray(String[]::new);
        String[] buyers = known.stream().map(Row::buyer).toArray(String[]::new);
        Integer[] quantities = known.stream().map(Row::quantity).toArray(Integer[]::new);
        return postgres.change(LOST, epoch, sale.value(), ids, buyers, quantities);
    }

    @Override
    public void opened(SaleId sale, long epoch) {
        postgres.change(OPENED, sale.value(), epoch);
    }
}
