package doorbuster.order;

import doorbuster.sale.BuyerId;
import doorbuster.sale.OrderId;
import doorbuster.sale.OrderIdMint;
import doorbuster.sale.OrderState;
import doorbuster.store.Postgres;
import doorbuster.store.Postgres.Work;
import doorbuster.store.Row;
import doorbuster.store.Sql;
import doorbuster.telemetry.Signals;
import doorbuster.telemetry.SpanName;
import doorbuster.telemetry.Traces;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Every change is an UPDATE from the one state it may start in, with its row count checked, in one transaction with
/// the buyer's holding and the sale's counters. The rows are locked in the order orders, holding, sale, as settling
/// locks them.
public final class PostgresOrderLife implements Cancellations, Payments {
    private static final Sql CANCEL = Sql.load(PostgresOrderLife.class, "cancel");
    private static final Sql CANCEL_WISHED = Sql.load(PostgresOrderLife.class, "cancel-wished");
    private static final Sql EXPIRE = Sql.load(PostgresOrderLife.class, "expire");
    private static final Sql WISH = Sql.load(PostgresOrderLife.class, "wish");
    private static final Sql WISHES_MET = Sql.load(PostgresOrderLife.class, "wishes-met");
    private static final Sql LET_GO = Sql.load(PostgresOrderLife.class, "let-go");
    private static final Sql GIVE_BACK = Sql.load(PostgresOrderLife.class, "give-back");
    private static final Sql STATE_OF = Sql.load(PostgresOrderLife.class, "state-of");

    private final Postgres postgres;
    private final OrderIdMint mint;
    private final Runnable released;
    private final PaymentEvents payments;
    private final Traces traces;

    /// @param released told after units were given back, so that they are sellable at once
    public PostgresOrderLife(Postgres postgres, OrderIdMint mint, Runnable released, Signals signals) {
        this.postgres = postgres;
        this.mint = mint;
        this.released = released;
        traces = signals.traces();
        payments = new PaymentEvents(postgres, signals.measures());
    }

    @Override
    public Cancellation cancel(OrderId order, BuyerId buyer) {
        if (!mint.belongsTo(order, buyer)) {
            return new Cancellation.Stranger();
        }
        try {
            Cancellation answer =
                    traces.inside(SpanName.CANCEL, () -> postgres.inTransaction(work -> cancel(work, order, buyer)));
            if (answer instanceof Cancellation.Cancelled) {
                released.run();
            }
            return answer;
        } catch (Postgres.Away e) {
            return new Cancellation.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Payment count(PaymentEvent event) {
        return traces.inside(SpanName.PAYMENT, () -> payments.pay(event));
    }

    /// Counts payments that came before their order was settled.
    ///
    /// @return how many
    /// @throws Postgres.Away when Postgres does not answer
    public int countWaiting(int most) {
        return payments.countWaiting(most);
    }

    /// Ends confirmed orders that were not paid in time, or whose buyers had cancelled them early.
    ///
    /// @return how many
    /// @throws Postgres.Away when Postgres does not answer
    public int endDue(int most) {
        long began = System.nanoTime();
        int ended = postgres.inTransaction(work -> {
            List<Row> expired = work.query(EXPIRE, most);
            giveBack(work, expired);
            return expired.size();
        });
        ended += postgres.inTransaction(work -> {
            List<Row> wished = work.query(CANCEL_WISHED, most);
            giveBack(work, wished);
            work.change(WISHES_MET);
            return wished.size();
        });
        if (ended > 0) {
            traces.did(SpanName.RELEASE, System.nanoTime() - began, ended);
        }
        return ended;
    }

    private static Cancellation cancel(Work work, OrderId order, BuyerId buyer) {
        List<Row> cancelled = work.query(CANCEL, order.value(), buyer.value());
        if (!cancelled.isEmpty()) {
            giveBack(work, cancelled);
            return new Cancellation.Cancelled();
        }
        List<Row> row = work.query(STATE_OF, order.value());
        if (row.isEmpty()) {
            work.change(WISH, order.value());
            return new Cancellation.Noted();
        }
        OrderState state = OrderState.valueOf(row.getFirst().text("state"));
        return state == OrderState.CANCELLED ? new Cancellation.Cancelled() : new Cancellation.TooLate(state);
    }

    private static void giveBack(Work work, List<Row> ended) {
        if (ended.isEmpty()) {
            return;
        }
        String[] sales = ended.stream().map(row -> row.text("sale_id")).toArray(String[]::new);
        String[] buyers = ended.stream().map(row -> row.text("buyer")).toArray(String[]::new);
        Integer[] units = ended.stream().map(row -> row.integer("quantity")).toArray(Integer[]::new);
        work.change(LET_GO, sales, buyers, units);
        Map<String, Long> bySale = new TreeMap<>();
        ended.forEach(row -> bySale.merge(row.text("sale_id"), row.number("quantity"), Long::sum));
        bySale.forEach((sale, sum) -> {
            if (work.change(GIVE_BACK, sum, sum, sale) != 1) {
                throw new IllegalStateException("an order of a sale that does not exist: " + sale);
            }
        });
    }
}
