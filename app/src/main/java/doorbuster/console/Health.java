package doorbuster.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/// What the probes are told. The checks run beside the requests; a report that is too old counts as bad, so that a
/// check that hangs is never the last healthy word.
///
/// @param ready whether this node may be sent requests
/// @param unit whether DNS may send buyers to this unit: its own stores only, and not draining
/// @param maxAge how old a report may be
public record Health(Supplier<Report> ready, Supplier<Report> unit, Duration maxAge, InstantSource clock) {
    /// One check's finding.
    public record Check(String name, boolean up, String detail) {}

    /// All findings of one moment.
    public record Report(Instant at, List<Check> checks) {}

    /// Whether a report says that all is well, and lately.
    public boolean isGood(Report report) {
        return Duration.between(report.at(), clock.instant()).compareTo(maxAge) <= 0
                && report.checks().stream().allMatch(Check::up);
    }
}
