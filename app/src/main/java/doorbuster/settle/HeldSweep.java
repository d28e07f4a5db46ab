package doorbuster.settle;

import doorbuster.reserve.Held;
import doorbuster.sale.OrderId;
import doorbuster.store.Postgres;
import doorbuster.store.Sql;
import java.util.List;
import java.util.Set;

/// Lets a node drop what it holds once the rows are in Postgres, whichever node settled them.
public final class HeldSweep {
    private static final Sql ROWS = Sql.load(HeldSweep.class, "rows");
    private static final int PER_QUERY = 1_000;
    private static final int MOST = 50_000;
    private final Held held;
    private final Postgres postgres;
    private Set<OrderId> seenBefore = Set.of();

    /// Sweeps this memory by this Postgres.
    public HeldSweep(Held held, Postgres postgres) {
        this.held = held;
        this.postgres = postgres;
    }

    /// One sweep over what was held at the last sweep already: whatever this node settles itself is dropped long
    /// before.
    /// Not safe for use by two threads at once.
    ///
    /// @throws Postgres.Away when Postgres does not answer
    public void sweep() {
        List<OrderId> now =
                held.some(MOST).stream().map(h -> h.attempt().order()).toList();
        List<OrderId> ids = now.stream().filter(seenBefore::contains).toList();
        seenBefore = Set.copyOf(now);
        for (int from = 0; from < ids.size(); from += PER_QUERY) {
            String[] some = ids.subList(from, Math.min(from + PER_QUERY, ids.size())).stream()
                    .map(OrderId::value)
                    .toArray(String[]::new);
            held.drop(postgres.query(ROWS, (Object) some).stream()
                    .map(row -> new OrderId(row.text("id")))
                    .toList());
        }
    }
}
