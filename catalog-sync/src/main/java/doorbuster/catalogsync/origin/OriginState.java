package doorbuster.catalogsync.origin;

import doorbuster.catalogsync.store.Row;
import doorbuster.catalogsync.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the origin knows of itself and of those who pull from it.
///
/// @param walLimit most WAL a slot may hold back, in bytes; −1: nothing bounds it, which is an alarm
public record OriginState(
        long version,
        Optional<Instant> madeAt,
        long products,
        long categories,
        String checksum,
        long beat,
        Instant sentAt,
        int schema,
        long walLimit,
        List<Slot> slots) {

    /// One replication slot.
    ///
    /// @param region        empty for a slot no unit has registered
    /// @param schemaVersion what that unit understands, 0 when unknown
    public record Slot(
            String name,
            Optional<String> region,
            int schemaVersion,
            boolean active,
            String walStatus,
            long retainedBytes,
            long safeBytes,
            String reason) {

        /// The server has let the WAL go that this slot needed; it can never be used again.
        public boolean lost() {
            return walStatus.equals("lost") || !reason.isEmpty();
        }
    }

    static OriginState read(Session session) {
        return session.withinSnapshot(() -> {
            List<Slot> slots = session.rows("origin/slots", Map.of(), OriginState::slot);
            return session.one("origin/state", Map.of(), row -> of(row, slots));
        });
    }

    private static OriginState of(Row row, List<Slot> slots) throws SQLException {
        return new OriginState(
                row.number("number"),
                row.instant("made_at"),
                row.number("products"),
                row.number("categories"),
                row.text("checksum"),
                row.number("beat"),
                row.instant("sent_at").orElse(Instant.EPOCH),
                row.small("schema_version"),
                row.number("wal_limit"),
                slots);
    }

    private static Slot slot(Row row) throws SQLException {
        return new Slot(
                row.text("slot_name"),
                row.maybeText("region"),
                row.small("schema_version"),
                row.truth("active"),
                row.text("wal_status"),
                row.number("retained_bytes"),
                row.number("safe_bytes"),
                row.text("reason"));
    }
}
