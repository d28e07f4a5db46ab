package doorbuster.catalogsync.unit;

import doorbuster.catalogsync.store.Row;
import doorbuster.catalogsync.store.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// All that the unit knows of its own copy, seen in one statement.
///
/// @param version   the catalog version applied here, 0 before the first
/// @param revision  raised when rows changed without a new version
/// @param wanted    false after a decommission
/// @param demand    why a new copy is asked for
/// @param enabled   empty when there is no subscription
/// @param slot      what the subscription reads from, empty when nothing
/// @param running   whether the apply worker lives
/// @param conflicts PostgreSQL's `confl_*` counters together
/// @param beat      empty when the heartbeat's row is missing
public record UnitState(
        long version,
        long products,
        long categories,
        String checksum,
        long revision,
        boolean wanted,
        Optional<String> demand,
        int schema,
        Optional<Boolean> enabled,
        Optional<String> slot,
        boolean running,
        long applyErrors,
        long conflicts,
        Optional<Instant> beat,
        Optional<Instant> arrived,
        Instant now) {
    /// The subscription in every unit.
    public static final String SUBSCRIPTION = "doorbuster_catalog";

    public static UnitState read(Session session) {
        return session.one("unit/observe", Map.of("subscription", SUBSCRIPTION), UnitState::of);
    }

    /// How late this unit is, from end to end: what the newest beat needed to get here, or, when three beats
    /// are missing, the age of the last one. Needs clocks that agree; never below zero. Empty before the
    /// first beat.
    public Optional<Duration> lag(Duration interval) {
        if (beat.isEmpty() || arrived.isEmpty()) {
            return Optional.empty();
        }
        Duration silent = Duration.between(arrived.get(), now);
        Duration lag = silent.compareTo(interval.multipliedBy(3)) > 0
                ? Duration.between(beat.get(), now)
                : Duration.between(beat.get(), arrived.get());
        return Optional.of(lag.isNegative() ? Duration.ZERO : lag);
    }

    private static UnitState of(Row row) throws SQLException {
        Optional<String> enabled = row.maybeText("enabled");
        return new UnitState(
                row.number("number"),
                row.number("products"),
                row.number("categories"),
                row.text("checksum"),
                row.number("revision"),
                row.truth("wanted"),
                row.maybeText("seed"),
                row.small("schema_version"),
                enabled.map(value -> value.equals("t")),
                row.maybeText("slot"),
                row.truth("running"),
                row.number("apply_errors"),
                row.number("conflicts"),
                row.instant("sent_at"),
                row.instant("arrived_at"),
                row.instant("now").orElse(Instant.EPOCH));
    }
}
