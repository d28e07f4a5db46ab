package doorbuster.catalogsync.unit;

import java.util.concurrent.atomic.AtomicLong;

/// What this process has done since it started; read by the metrics.
public record Counts(
        AtomicLong seeds, AtomicLong audits, AtomicLong driftedRows, AtomicLong repairs, AtomicLong failures) {
    public Counts() {
        this(new AtomicLong(), new AtomicLong(), new AtomicLong(), new AtomicLong(), new AtomicLong());
    }
}
