package doorbuster.status;

import doorbuster.sale.Order;
import doorbuster.sale.OrderId;
import doorbuster.store.Postgres;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// All watches of a node, looked up together: one query per 500 orders and beat, however many watch.
public final class Watches {
    private static final int PER_QUERY = 500;
    private final OrderRows rows;
    private final int most;
    private final Set<Open> open = ConcurrentHashMap.newKeySet();

    /// @param most watches at once; one more sees its order once and then nothing new
    public Watches(OrderRows rows, int most) {
        this.rows = rows;
        this.most = most;
    }

    /// Looks up all watched orders and wakes the watchers of those that changed.
    ///
    /// @throws Postgres.Away when Postgres does not answer
    public void beat() {
        List<OrderId> orders =
                open.stream().map(watch -> watch.order).distinct().toList();
        for (int from = 0; from < orders.size(); from += PER_QUERY) {
            List<OrderId> some = orders.subList(from, Math.min(from + PER_QUERY, orders.size()));
            Map<OrderId, Order> found = rows.find(some);
            for (Open watch : open) {
                Order order = found.get(watch.order);
                if (order != null) {
                    watch.offer(new Sight.Seen(order));
                }
            }
        }
    }

    /// How many watches are open.
    public int size() {
        return open.size();
    }

    Orders.Watch open(OrderId order, Supplier<Sight> first) {
        Open watch = new Open(order, first);
        if (open.size() < most) {
            open.add(watch);
        }
        return watch;
    }

    private final class Open implements Orders.Watch {
        private final OrderId order;
        private final Supplier<Sight> first;
        private final ArrayBlockingQueue<Sight> news = new ArrayBlockingQueue<>(1);
        private volatile @Nullable Sight last;

        Open(OrderId order, Supplier<Sight> first) {
            this.order = order;
            this.first = first;
        }

        @Override
        public Optional<Sight> next(Duration patience) throws InterruptedException {
            if (last == null) {
                Sight sight = first.get();
                last = sight;
                return Optional.of(sight);
            }
            Sight sight = news.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (sight == null || sight.equals(last)) {
                return Optional.empty();
            }
            last = sight;
            return Optional.of(sight);
        }

        @Override
        public void close() {
            open.remove(this);
        }

        private void offer(Sight sight) {
            if (!sight.equals(last) && !news.offer(sight)) {
                news.clear();
                news.offer(sight);
            }
        }
    }
}
