package doorbuster.admission;

import doorbuster.sale.BuyerId;
import doorbuster.sale.Lane;
import doorbuster.sale.SaleId;
import doorbuster.store.Postgres;
import doorbuster.store.Row;
import doorbuster.store.Scripts;
import doorbuster.store.Sql;
import doorbuster.store.UnitLock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// The sales' allow and block lists: Postgres holds the truth, every lane a set, every node a filter of each allow
/// list. [#beat] is to be called once a second, and beside it [#mend], which may take as long as a list is large.
public final class BuyerLists implements ListUpload, Members {
    private static final Sql BEGIN = Sql.load(BuyerLists.class, "list-begin");
    private static final Sql LISTS = Sql.load(BuyerLists.class, "lists");
    private static final Sql FILTER = Sql.load(BuyerLists.class, "list-filter");

    private record Filter(long list, Fingerprints fingerprints) {}

    private static final int LOCK = 0x11575;
    private static final Duration WAIT = Duration.ofMillis(50);
    private static final int MOST_WAITS = 1_200;
    private final Postgres postgres;
    private final LaneLists lanes;
    private final ToIntFunction<SaleId> lanesOf;
    private final Map<SaleId, Filter> filters = new ConcurrentHashMap<>();

    /// @param lanesOf how many lanes a sale has, 0 when this node does not know the sale
    public BuyerLists(Postgres postgres, Scripts scripts, ToIntFunction<SaleId> lanesOf) {
        this.postgres = postgres;
        this.lanes = new LaneLists(postgres, scripts);
        this.lanesOf = lanesOf;
    }

    @Override
    public Draft begin(SaleId sale, Kind kind) {
        long list = postgres.query(BEGIN).getFirst().number("no");
        List<LaneLists.Staged> staged = IntStream.range(0, lanesOf.applyAsInt(sale))
                .mapToObj(lane -> lanes.staged(new Lane(sale, lane), kind, list))
                .toList();
        return new ListDraft(postgres, sale, kind, list, staged, filter -> {
            if (kind == Kind.ALLOW) {
                learn(sale, list, filter);
            }
            spread();
        });
    }

    @Override
    public boolean mayHold(SaleId sale, BuyerId buyer) {
        Filter filter = filters.get(sale);
        return filter == null || filter.fingerprints().mayHold(buyer);
    }

    /// Reads which lists are in force and loads the filters that changed.
    ///
    /// @throws Postgres.Away when Postgres does not answer; the filters stay as they are then
    public void beat() {
        filtered();
    }

    /// Fills the lanes that lack a list in force.
    ///
    /// @throws Postgres.Away when Postgres does not answer
    public void mend() {
        filled(postgres.query(LISTS));
    }

    /// Fills every lane of a sale that lacks a list in force; a lane that lost everything must not sell before.
    ///
    /// @return whether every lane has every list now
    /// @throws Postgres.Away when Postgres does not answer
    public boolean fill(SaleId sale, int count) {
        boolean whole = true;
        for (Row row : postgres.query(LISTS)) {
            if (row.text("sale_id").equals(sale.value())) {
                whole &= lanes.fill(sale, Kind.valueOf(row.text("kind")), row.number("no"), count);
            }
        }
        return whole;
    }

    /// What an upload waits for: this node's filters and all lanes, whichever node fills them.
    private void spread() {
        List<Row> inForce = filtered();
        for (int i = 0; i < MOST_WAITS && !filled(inForce); i++) {
            LockSupport.parkNanos(WAIT.toNanos());
        }
    }

    /// Fills the lanes unless another node is at it: two at once would only take the stores' time twice.
    private boolean filled(List<Row> inForce) {
        Optional<UnitLock> lock = postgres.tryLock(LOCK, 0);
        if (lock.isEmpty()) {
            return false;
        }
        try (UnitLock _ = lock.get()) {
            inForce.forEach(this::fill);
            return true;
        }
    }

    private List<Row> filtered() {
        List<Row> inForce = postgres.query(LISTS);
        for (Row row : inForce) {
            SaleId sale = new SaleId(row.text("sale_id"));
            Filter known = filters.get(sale);
            if (Kind.valueOf(row.text("kind")) == Kind.ALLOW && (known == null || known.list() != row.number("no"))) {
                load(sale, row.number("no"));
            }
        }
        return inForce;
    }

    private void fill(Row row) {
        SaleId sale = new SaleId(row.text("sale_id"));
        int count = lanesOf.applyAsInt(sale);
        if (count > 0) {
            lanes.fill(sale, Kind.valueOf(row.text("kind")), row.number("no"), count);
        }
    }

    private void load(SaleId sale, long list) {
        List<Row> rows = postgres.query(FILTER, list);
        if (!rows.isEmpty()) {
            byte[] bytes = Base64.getDecoder().decode(rows.getFirst().text("filter"));
            learn(sale, list, Fingerprints.of(bytes));
        }
    }

    private void learn(SaleId sale, long list, Fingerprints fingerprints) {
        filters.put(sale, new Filter(list, fingerprints));
    }
}
