package doorbuster.loadtest.region;

import doorbuster.infra.admin.Refused;
import doorbuster.infra.admin.UnitClient;
import doorbuster.infra.identity.LocalIdentity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Buyers who come at a fixed pace, however long the answers take: a slow answer keeps nobody from coming.
final class Pace {
    private final LocalIdentity identity;
    private final UnitClient front;
    private final String sale;
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();

    Pace(LocalIdentity identity, UnitClient front, String sale) {
        this.identity = identity;
        this.front = front;
        this.sale = sale;
    }

    /// What was said to attempts that were not accepted.
    List<String> refused() {
        return List.copyOf(refused);
    }

    /// `perSecond` buyers come during `time`; answers their latencies in microseconds, from the moment they were due.
    Histogram keep(int perSecond, Duration time) {
        ConcurrentHistogram latencies = new ConcurrentHistogram(60_000_000L, 3);
        int count = Math.toIntExact(perSecond * time.toSeconds());
        // signed before the clock runs: the buyers' own work is not the unit's
        List<UnitClient> buyers =
                IntStream.range(0, count).mapToObj(this::buyer).toList();
        long begun = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                UnitClient buyer = buyers.get(i);
                long due = begun + i * 1_000_000_000L / perSecond;
                LockSupport.parkNanos(due - System.nanoTime());
                threads.execute(() -> {
                    attempt(buyer);
                    latencies.recordValue(Math.max(1, (System.nanoTime() - due) / 1_000));
                });
            }
        }
        return latencies;
    }

    private UnitClient buyer(int number) {
        return front.as(identity.buyerToken(
                new LocalIdentity.Buyer(sale + "-" + number, 1, LocalDate.of(2020, 1, 1), Optional.empty()),
                Instant.now()));
    }

    private void attempt(UnitClient buyer) {
        try {
            buyer.send("POST", "/v1/sales/" + sale + "/orders", Map.of("quantity", 1), Map.of("Idempotency-Key", "k"));
        } catch (Refused e) {
            refused.add(String.valueOf(e.getMessage()));
        }
    }
}
