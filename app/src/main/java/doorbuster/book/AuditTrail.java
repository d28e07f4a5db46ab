package doorbuster.book;

import java.time.Instant;
import java.util.List;

/// Who changed what, newest first.
@FunctionalInterface
public interface AuditTrail {
    /// The newest entries.
    ///
    /// @param limit 1–1,000
    /// @throws doorbuster.store.Postgres.Away when Postgres does not answer
    List<Entry> newest(int limit);

    /// One change.
    ///
    /// @param subject what was changed: a sale's name, or `unit`
    /// @param action such as `put`, `pause`, `restock`
    /// @param detail the change in a few words
    record Entry(Instant at, String actor, String action, String subject, String detail) {}
}
