package doorbuster.telemetry;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// So many in a second and no more; the rest is told no.
final class Allowance {
    private static final int BITS = 20;
    private static final long COUNT = (1L << BITS) - 1;
    private final int perSecond;
    /// The second, and how many were taken in it.
    private final AtomicLong taken = new AtomicLong();

    /// @param perSecond 0–1,000,000
    Allowance(int perSecond) {
        this.perSecond = perSecond;
    }

    boolean take() {
        long second = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
        while (true) {
            long before = taken.get();
            long count = (before >> BITS) == second ? before & COUNT : 0;
            if (count >= perSecond) {
                return false;
            }
            if (taken.compareAndSet(before, (second << BITS) | (count + 1))) {
                return true;
            }
        }
    }
}
