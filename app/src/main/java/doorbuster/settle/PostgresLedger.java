package doorbuster.settle;

import doorbuster.sale.Acceptance;
import doorbuster.sale.Attempt;
import doorbuster.sale.OrderState;
import doorbuster.sale.SaleId;
import doorbuster.store.Postgres;
import doorbuster.store.Postgres.Work;
import doorbuster.store.Row;
import doorbuster.store.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;

/// The guarded transaction: insert the orders, take each buyer's units under the limit, and last, because that row is
/// hot, take the units from the sale under `sold + n <= allotted`.
public final class PostgresLedger implements Ledger {
    private static final Sql INSERT = Sql.load(PostgresLedger.class, "insert");
    private static final Sql HOLD = Sql.load(PostgresLedger.class, "hold");
    private static final Sql GUARD = Sql.load(PostgresLedger.class, "guard");
    private static final Sql AT_EPOCH = Sql.load(PostgresLedger.class, "at-epoch");
    private static final Sql REFUSE = Sql.load(PostgresLedger.class, "refuse");
    private static final Sql ROWS = Sql.load(PostgresLedger.class, "rows");

    private final Postgres postgres;
    private final LongAdder guardSaidNo = new LongAdder();

    /// Writes to this Postgres.
    public PostgresLedger(Postgres postgres) {
        this.postgres = postgres;
    }

    @Override
    public Settled settle(SaleId sale, long epoch, List<Acceptance> orders, Source source) {
        Point point = new Point(sale, epoch, source == Source.MEMORY);
        return answered(() -> {
            try {
                return postgres.inTransaction(work -> together(work, point, orders));
            } catch (SaysNo _) {
                return oneByOne(point, orders);
            }
        });
    }

    /// Refuses orders that have no row yet, for good.
    ///
    /// @param reason in one hyphenated word
    public Settled refuse(SaleId sale, long epoch, List<Acceptance> orders, String reason) {
        Point point = new Point(sale, epoch, false);
        return answered(() -> each(orders, order -> refuse(point, order, reason)));
    }

    private static Settled each(List<Acceptance> orders, Function<Acceptance, Settled.Done> one) {
        return new Settled.Done(orders.stream()
                .flatMap(order -> one.apply(order).verdicts().stream())
                .toList());
    }

    private static Settled answered(Supplier<Settled> work) {
        try {
            return work.get();
        } catch (Moved _) {
            return new Settled.EpochMoved();
        } catch (Postgres.Away e) {
            return new Settled.Away(String.valueOf(e.getMessage()));
        } catch (Postgres.Violated e) {
            return new Settled.Unfit(String.valueOf(e.getMessage()));
        }
    }

    /// How often the guard or a limit refused an order that Redis had accepted: must stay 0 while nothing fails.
    public long refused() {
        return guardSaidNo.sum();
    }

    /// The point of a sale's life at which a batch may be written.
    private record Point(SaleId sale, long epoch, boolean gathering) {}

    private Settled together(Work work, Point at, List<Acceptance> orders) {
        Map<String, String> inserted = insert(work, at, orders);
        List<Attempt> counted = counted(orders, inserted);
        if (!counted.isEmpty()) {
            hold(work, at.sale(), counted);
        }
        guard(work, at, counted.stream().mapToLong(Attempt::quantity).sum());
        return new Settled.Done(verdicts(work, orders, inserted));
    }

    /// Each inserted order once, though its entry may lie in the batch twice.
    private static List<Attempt> counted(List<Acceptance> orders, Map<String, String> inserted) {
        Map<String, String> open = new HashMap<>(inserted);
        List<Attempt> counted = new ArrayList<>(inserted.size());
        for (Acceptance order : orders) {
            if (open.remove(order.attempt().order().value(), order.attempt().rid())) {
                counted.add(order.attempt());
            }
        }
        return counted;
    }

    /// @return the try that was inserted, by order
    private static Map<String, String> insert(Work work, Point at, List<Acceptance> orders) {
        int n = orders.size();
        String[] ids = new String[n];
        Integer[] lanes = new Integer[n];
        String[] rids = new String[n];
        String[] buyers = new String[n];
        Integer[] quantities = new Integer[n];
        Long[] prices = new Long[n];
        Long[] times = new Long[n];
        for (int i = 0; i < n; i++) {
            Acceptance order = orders.get(i);
            ids[i] = order.attempt().order().value();
            lanes[i] = order.attempt().order().lane();
            rids[i] = order.attempt().rid();
            buyers[i] = order.attempt().buyer().value();
            quantities[i] = order.attempt().quantity();
            prices[i] = order.priceMinor();
            times[i] = order.at().toEpochMilli();
        }
        String inserted = work.query(
                        INSERT,
                        ids,
                        lanes,
                        rids,
                        buyers,
                        quantities,
                        prices,
                        times,
                        at.sale().value(),
                        at.epoch())
                .getFirst()
                .text("inserted");
        Map<String, String> tries = new HashMap<>();
        for (String pair : inserted.isEmpty() ? new String[0] : inserted.split(",", -1)) {
            int space = pair.indexOf(' ');
            tries.put(pair.substring(0, space), pair.substring(space + 1));
        }
        return tries;
    }

    private static void hold(Work work, SaleId sale, List<Attempt> counted) {
        String[] buyers =
                counted.stream().map(attempt -> attempt.buyer().value()).toArray(String[]::new);
        Integer[] units = counted.stream().map(Attempt::quantity).toArray(Integer[]::new);
        long under = work.query(HOLD, buyers, units, sale.value()).getFirst().number("buyers");
        if (under < new HashSet<>(List.of(buyers)).size()) {
            throw new SaysNo("over-limit");
        }
    }

    private void guard(Work work, Point at, long units) {
        if (work.change(GUARD, units, at.sale().value(), at.epoch(), at.gathering(), units) == 1) {
            return;
        }
        if (work.query(AT_EPOCH, at.sale().value(), at.epoch(), at.gathering()).isEmpty()) {
            throw new Moved();
        }
        throw new SaysNo("sold-out");
    }

    /// In stream order, each in a transaction of its own, so that those who came first get what is left.
    private Settled oneByOne(Point at, List<Acceptance> orders) {
        return each(orders, order -> one(at, order));
    }

    private Settled.Done one(Point at, Acceptance order) {
        List<Acceptance> alone = List.of(order);
        try {
            return (Settled.Done) postgres.inTransaction(work -> together(work, at, alone));
        } catch (SaysNo no) {
            guardSaidNo.increment();
            return refuse(at, order, no.reason);
        }
    }

    private Settled.Done refuse(Point at, Acceptance order, String reason) {
        return postgres.inTransaction(work -> {
            var attempt = order.attempt();
            work.query(
                    REFUSE,
                    attempt.order().value(),
                    attempt.order().lane(),
                    attempt.rid(),
                    attempt.buyer().value(),
                    attempt.quantity(),
                    reason,
                    order.priceMinor(),
                    order.at().toEpochMilli(),
                    at.sale().value(),
                    at.epoch(),
                    at.gathering());
            List<Settled.Verdict> verdicts = verdicts(work, List.of(order), Map.of());
            if (verdicts.isEmpty()) {
                throw new Moved();
            }
            return new Settled.Done(verdicts);
        });
    }

    /// What Postgres has of each order: the rows just inserted are known, the others are asked for.
    private static List<Settled.Verdict> verdicts(Work work, List<Acceptance> orders, Map<String, String> inserted) {
        Map<String, Row> rows = new HashMap<>();
        String[] others = orders.stream()
                .map(order -> order.attempt().order().value())
                .filter(id -> !inserted.containsKey(id))
                .toArray(String[]::new);
        if (others.length > 0) {
            work.query(ROWS, (Object) others).forEach(row -> rows.put(row.text("id"), row));
        }
        List<Settled.Verdict> verdicts = new ArrayList<>();
        for (Acceptance order : orders) {
            String id = order.attempt().order().value();
            String rid = inserted.get(id);
            Row row = rows.get(id);
            if (rid != null) {
                verdicts.add(new Settled.Verdict(order, rid, OrderState.CONFIRMED));
            } else if (row != null) {
                verdicts.add(new Settled.Verdict(order, row.text("rid"), OrderState.valueOf(row.text("state"))));
            }
        }
        return verdicts;
    }

    /// Leaves the transaction: the epoch is over.
    private static final class Moved extends RuntimeException {
        private static final long serialVersionUID = 1;

        Moved() {
            super("the sale's epoch has moved", null, false, false);
        }
    }

    /// Leaves the transaction: the guard or a limit said no.
    private static final class SaysNo extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String reason;

        SaysNo(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }
    }
}
