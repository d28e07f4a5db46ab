package doorbuster.infra.fleet;

import doorbuster.infra.identity.Secrets;
import doorbuster.infra.local.CatalogRoles;
import doorbuster.infra.local.PostgresServer;
import doorbuster.infra.local.StartFailed;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The database and the roles of a PostgreSQL, each with no more than it needs. Doing it again changes
/// nothing.
public final class Databases {
    public static final String NAME = "doorbuster";

    private Databases() {}

    /// A unit: the app owns schema `unit` and reads schema `catalog`, which is catalog-sync's.
    public static void prepareUnit(PostgresServer server, Secrets secrets) {
        try {
            CatalogRoles.unit(server, secrets.password("doorbuster_catalog"));
            run(
                    server,
                    List.of(
                            // the password is hexadecimal, so quoting is enough
                            "alter role doorbuster_app login password '" + secrets.password("doorbuster_app") + "'",
                            "grant connect, temporary on database " + NAME + " to doorbuster_app",
                            "revoke all on schema public from public",
                            "create schema if not exists unit authorization doorbuster_app",
                            "create schema if not exists catalog authorization doorbuster_catalog",
                            "grant usage on schema catalog to doorbuster_app"));
        } catch (SQLException e) {
            throw failure(server, e);
        }
    }

    /// The origin: catalog-sync writes the catalog and publishes it, the units read it by replication.
    static void prepareOrigin(PostgresServer server, Secrets secrets) {
        try {
            CatalogRoles.origin(
                    server, secrets.password("doorbuster_catalog"), secrets.password("doorbuster_replicator"));
        } catch (SQLException e) {
            throw failure(server, e);
        }
    }

    private static StartFailed failure(PostgresServer server, SQLException e) {
        return new StartFailed(server.settings().name() + ": the database cannot be prepared: " + e.getMessage(), e);
    }

    private static void run(PostgresServer server, List<String> statements) throws SQLException {
        try (Connection connection = server.connect(NAME);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
