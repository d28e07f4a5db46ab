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
    private final ConcurrentHashMap<OrderId, Acceptance> attempts = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    /// @param most attempts held at once, at least 1; while full, nothing is called ACCEPTED by this node
    public Held(int most) {
        this.most = most;
    }

    /// What became of the wish to hold an attempt.
    public enum Holding {
        /// It is held from now on.
        NEW,
        /// It was held before.
        ALREADY,
        /// The memory is full; it is not held.
        FULL
    }

    /// Takes an attempt into memory.
    public Holding hold(Acceptance acceptance) {
        OrderId order = acceptance.attempt().order();
        if (attempts.containsKey(order)) {
            return Holding.ALREADY;
        }
        if (count.get() >= most) {
            return Holding.FULL;
        }
        if (attempts.putIfAbsent(order, acceptance) != null) {
            return Holding.ALREADY;
        }
        count.incrementAndGet();
        return Holding.NEW;
    }

    /// Takes back a [Holding#NEW] whose acceptance will not be told after all.
    public void withdraw(Acceptance acceptance) {
        if (attempts.remove(acceptance.attempt().order(), acceptance)) {
            count.decrementAndGet();
        }
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

    /// Whether nothing more can be held.
    public boolean isFull() {
        return count.get() >= most;
    }
}
