package doorbuster.catalogsync.unit;

import doorbuster.catalogsync.store.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What an audit found. The manifest came in the same transaction as the rows it describes, so the comparison
/// needs neither the origin nor a standstill.
public sealed interface Audit {
    long version();

    Instant at();

    Duration took();

    long rows();

    /// Every row is what the origin wrote.
    record Equal(long version, long rows, Instant at, Duration took) implements Audit {}

    /// Some chunks (`product/17`) hold other rows than the manifest says.
    record Drift(long version, long rows, List<String> chunks, Instant at, Duration took) implements Audit {}

    /// The manifest itself is not the one that belongs to the version: only a new copy is certain.
    record Unsound(long version, long rows, Instant at, Duration took) implements Audit {}

    /// Counts and digests every row here, in one statement and hence one snapshot.
    static Audit run(Session unit) {
        long start = System.nanoTime();
        return unit.one("unit/audit", Map.of(), row -> {
            long version = row.number("number");
            long rows = row.number("rows");
            List<String> chunks = row.texts("bad_chunks");
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            Instant at = Instant.now();
            if (!row.truth("sound")) {
                return new Unsound(version, rows, at, took);
            }
            return chunks.isEmpty() ? new Equal(version, rows, at, took) : new Drift(version, rows, chunks, at, took);
        });
    }
}
