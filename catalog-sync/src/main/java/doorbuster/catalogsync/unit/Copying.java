package doorbuster.catalogsync.unit;

import doorbuster.catalogsync.store.Session;
import doorbuster.catalogsync.store.Sql;
import java.util.List;
import java.util.Map;

/// Brings the origin's rows into staging tables of the unit's transaction, row by row, without holding them in memory.
final class Copying {
    private Copying() {}

    /// Every published table, in the order in which an import writes.
    static final List<String> TABLES = List.of("category", "product", "manifest", "version", "heartbeat");

    /// What travels as it is now; `from` is a transaction on the exported snapshot.
    static long all(Session from, Session to) {
        long rows = 0;
        for (String table : TABLES) {
            to.run("unit/stage-" + table);
            rows += from.pipe(Sql.named("remote/copy-" + table).text(), to, "unit/fill-" + table);
        }
        return rows;
    }

    /// Products and categories as they were at `version`.
    static void at(long version, Session from, Session to) {
        for (String table : List.of("category", "product")) {
            to.run("unit/stage-" + table);
            from.pipe(from.written("remote/past-" + table, Map.of("version", version)), to, "unit/fill-" + table);
        }
    }
}
