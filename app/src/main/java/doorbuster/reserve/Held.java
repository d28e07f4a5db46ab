package doorbuster.reserve;

import doorbuster.sale.Acceptance;
import doorbuster.sale.OrderId;
import doorbuster.sale.SaleId;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// What this node has called ACCEPTED and Postgres does not have yet: the second copy of each such order.
///
/// An attempt is dropped only when its row in Postgres was seen, never on a missing reservation, an acknowledgement or
/// a finished recovery.
public final class Held {
    private final int most;
    private final Epochs epochs;
    private final ConcurrentHashMap<OrderId, Acceptance> attempts = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    /// @param most attempts held at once, at least 1; while full, nothing is called ACCEPTED by this node
    public Held(int most, Epochs epochs) {
        this.most = most;
        this.epochs = epochs;
    }

    /// Holds an attempt that is about to be called ACCEPTED. Of an order that was lost and taken again the try of the
    /// later epoch is held, whatever came first.
    ///
    /// @return whether it may be told: it is held, and its epoch is not over
    public boolean keep(Acceptance acceptance) {
        OrderId order = acceptance.attempt().order();
        if (!attempts.containsKey(order) && isFull()) {
            return false;
        }
        boolean[] fresh = {false};
        attempts.compute(order, (_, before) -> {
            fresh[0] = before == null;
            return before == null || before.epoch() < acceptance.epoch() ? acceptance : before;
        });
        if (fresh[0]) {
            count.incrementAndGet();
        }
        boolean current = epochs.of(acceptance.attempt().sale()) <= acceptance.epoch();
        if (!current && fresh[0] && attempts.remove(order, acceptance)) {
            count.decrementAndGet();
        }
        return current;
    }

    /// Lets go of orders whose row in Postgres was seen.
    public void drop(Collection<OrderId> seenInPostgres) {
        for (OrderId order : seenInPostgres) {
            if (attempts.remove(order) != null) {
                count.decrementAndGet();
            }
        }
    }

    /// All attempts of one sale.
    public List<Acceptance> of(SaleId sale) {
        return attempts.values().stream()
                .filter(held -> held.attempt().sale().equals(sale))
                .toList();
    }

    /// Up to `limit` attempts, of any sale.
    public List<Acceptance> some(int limit) {
        return attempts.values().stream().limit(limit).toList();
    }

    /// How many are held.
    public int size() {
        return count.get();
    }

    /// How many may be held.
    public int most() {
        return most;
    }

    /// Whether nothing more can be held.
    public boolean isFull() {
        return count.get() >= most;
    }
}
