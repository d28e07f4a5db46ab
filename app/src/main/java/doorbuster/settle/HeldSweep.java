package doorbuster.settle;

import doorbuster.reserve.Held;
import doorbuster.sale.OrderId;
import doorbuster.store.Postgres;
import doorbuster.store.Sql;
import java.util.List;

/// Lets a node drop what it holds once the rows are in Postgres, whichever node settled them.
public final class HeldSweep {
    private static final Sql ROWS = Sql.load(HeldSweep.class, "rows");
    private static final int PER_QUERY = 1_000;
    private static final int MOST = 50_000;
    private final Held held;
    private final Postgres postgres;

    /// Sweeps this memory by this Postgres.
    public HeldSweep(Held held, Postgres postgres) {
        this.held = held;
        this.postgres = postgres;
    }

    /// One sweep over what is held.
    ///
    /// @throws Postgres.Away when Postgres does not answer
    public void sweep() {
        List<OrderId> ids =
                held.some(MOST).stream().map(h -> h.attempt().order()).toList();
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
