package doorbuster.infra.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/// What only the superuser can give catalog-sync: its roles. Everything else catalog-sync does itself,
/// without one.
///
/// Both commands may be repeated; they make database `doorbuster` when it is missing and set the passwords
/// anew.
public final class CatalogRoles {
    private CatalogRoles() {}

    /// How the server of the catalog origin must run.
    ///
    /// A slot may hold back 256 MB of WAL and no more: a unit that is gone can never fill the origin's
    /// disk. A sender notices a dead unit after 30 s.
    public static Map<String, String> originParameters() {
        return Map.of(
                "wal_level", "logical",
                "max_slot_wal_keep_size", "256MB",
                "max_replication_slots", "40",
                "max_wal_senders", "40",
                "wal_sender_timeout", "30s");
    }

    /// How a unit's server must run for the catalog's sake: one apply worker, started again 1 s after it
    /// failed, that notices a dead origin after 30 s.
    public static Map<String, String> unitParameters() {
        return Map.of("wal_receiver_timeout", "30s", "wal_retrieve_retry_interval", "1s");
    }

    /// Roles `doorbuster_catalog` and `doorbuster_replicator` in the origin.
    public static void origin(PostgresServer server, String catalogPassword, String replicatorPassword)
            throws SQLException {
        run(
                server,
                "catalog-origin.sql",
                Map.of("catalog_password", catalogPassword, "replicator_password", replicatorPassword));
    }

    /// Role `doorbuster_catalog` in a unit, and `doorbuster_app` without login where it is missing yet.
    public static void unit(PostgresServer server, String catalogPassword) throws SQLException {
        run(server, "catalog-unit.sql", Map.of("catalog_password", catalogPassword));
    }

    private static void run(PostgresServer server, String file, Map<String, String> values) throws SQLException {
        try (Connection postgres = server.connect("postgres");
                Statement statement = postgres.createStatement();
                ResultSet found = statement.executeQuery("select 1 from pg_database where datname = 'doorbuster'")) {
            if (!found.next()) {
                try (Statement create = postgres.createStatement()) {
                    create.execute("create database doorbuster");
                }
            }
        }
        String sql = read(file);
        for (Map.Entry<String, String> value : values.entrySet()) {
            sql = sql.replace(
                    "${" + value.getKey() + "}", "'" + value.getValue().replace("'", "''") + "'");
        }
        try (Connection doorbuster = server.connect("doorbuster");
                Statement statement = doorbuster.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String read(String file) {
        try (InputStream sql = CatalogRoles.class.getResourceAsStream(file)) {
            if (sql == null) {
                throw new StartFailed("the bundle lacks " + file);
            }
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StartFailed(file + " cannot be read", e);
        }
    }
}
