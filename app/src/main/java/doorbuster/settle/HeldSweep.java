package doorbuster.settle;

import doorbuster.reserve.Epochs;
import doorbuster.reserve.Held;
import doorbuster.sale.Acceptance;
import doorbuster.sale.BuyerId;
import doorbuster.sale.OrderId;
import doorbuster.store.Postgres;
import doorbuster.store.Sql;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/// Lets a node drop what it holds once the rows are in Postgres, whichever node settled them.
public final class HeldSweep {
    private static final Sql ROWS = Sql.load(HeldSweep.class, "rows");
    private static final int PER_QUERY = 1_000;
    private static final int MOST = 50_000;
    private final Held held;
    private static final int MOST_ASKED = 200;
    private final Postgres postgres;
    private final Epochs epochs;
    private final BiConsumer<OrderId, BuyerId> status;
    private Set<OrderId> seenBefore = Set.of();

    /// Sweeps this memory by this Postgres.
    ///
    /// @param status finds out what became of an order, and makes a "no" durable, as for a buyer who asks
    public HeldSweep(Held held, Postgres postgres, Epochs epochs, BiConsumer<OrderId, BuyerId> status) {
        this.held = held;
        this.postgres = postgres;
        this.epochs = epochs;
        this.status = status;
    }

    /// One sweep over what was held at the last sweep already: whatever this node settles itself is dropped
    /// long before. What is left of an epoch that is over came too late to be handed in, or waits in its lane
    /// once more; its status is asked for, since no buyer may ask. Not safe for use by two threads at once.
    ///
    /// @throws Postgres.Away when Postgres does not answer
    public void sweep() {
        List<Acceptance> now = held.some(MOST);
        List<Acceptance> old = now.stream()
                .filter(attempt -> seenBefore.contains(attempt.attempt().order()))
                .toList();
        seenBefore = now.stream().map(attempt -> attempt.attempt().order()).collect(Collectors.toSet());
        Set<OrderId> settled = new HashSet<>();
        for (int from = 0; from < old.size(); from += PER_QUERY) {
            settled.addAll(settled(old.subList(from, Math.min(from + PER_QUERY, old.size()))));
        }
        held.drop(settled);
        old.stream()
                .filter(attempt -> !settled.contains(attempt.attempt().order()) && isOver(attempt))
                .limit(MOST_ASKED)
                .forEach(attempt -> status.accept(
                        attempt.attempt().order(), attempt.attempt().buyer()));
    }

    private List<OrderId> settled(List<Acceptance> attempts) {
        String[] ids = attempts.stream()
                .map(attempt -> attempt.attempt().order().value())
                .toArray(String[]::new);
        return postgres.query(ROWS, (Object) ids).stream()
                .map(row -> new OrderId(row.text("id")))
                .toList();
    }

    private boolean isOver(Acceptance attempt) {
        return attempt.epoch() < epochs.of(attempt.attempt().sale());
    }
}
