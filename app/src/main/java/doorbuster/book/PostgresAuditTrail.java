package doorbuster.book;

import doorbuster.store.Postgres;
import doorbuster.store.Sql;
import java.util.List;

/// The audit rows that every change wrote in its own transaction.
public final class PostgresAuditTrail implements AuditTrail {
    private static final Sql NEWEST = Sql.load(PostgresAuditTrail.class, "audit-newest");
    private final Postgres postgres;

    /// Reads this Postgres.
    public PostgresAuditTrail(Postgres postgres) {
        this.postgres = postgres;
    }

    @Override
    public List<Entry> newest(int limit) {
        return postgres.query(NEWEST, limit).stream()
                .map(row -> new Entry(
                        row.time("at"), row.text("actor"), row.text("action"), row.text("subject"), row.text("detail")))
                .toList();
    }
}
