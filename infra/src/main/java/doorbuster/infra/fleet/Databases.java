package doorbuster.infra.fleet;

import doorbuster.infra.identity.Secrets;
import doorbuster.infra.local.PostgresServer;
import doorbuster.infra.local.StartFailed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The database and the roles of a PostgreSQL, each with no more than it needs. Doing it again changes
/// nothing.
final class Databases {
    static final String NAME = "doorbuster";

    private Databases() {}

    /// A unit: the app owns schema `unit`, catalog-sync owns schema `catalog` and may subscribe to the
    /// origin.
    static void prepareUnit(PostgresServer server, Secrets secrets) {
        prepare(
                server,
                List.of(
                        role("doorbuster_app", secrets.password("doorbuster_app"), ""),
                        role("doorbuster_catalog", secrets.password("doorbuster_catalog"), ""),
                        "grant pg_create_subscription to doorbuster_catalog"),
                List.of(
                        "revoke all on schema public from public",
                        "create schema if not exists unit authorization doorbuster_app",
                        "create schema if not exists catalog authorization doorbuster_catalog",
                        "grant create on database doorbuster to doorbuster_catalog",
                        "grant usage on schema catalog to doorbuster_app",
                        "alter default privileges for role doorbuster_catalog in schema catalog"
                                + " grant select on tables to doorbuster_app"));
    }

    /// The origin: catalog-sync writes the catalog and publishes it, the units read it by replication.
    static void prepareOrigin(PostgresServer server, Secrets secrets) {
        prepare(
                server,
                List.of(
                        role("doorbuster_catalog", secrets.password("doorbuster_catalog"), "replication"),
                        role("doorbuster_replicator", secrets.password("doorbuster_replicator"), "replication")),
                List.of(
                        "revoke all on schema public from public",
                        "create schema if not exists catalog authorization doorbuster_catalog",
                        "grant create on database doorbuster to doorbuster_catalog",
                        "grant usage on schema catalog to doorbuster_replicator"));
    }

    private static void prepare(PostgresServer server, List<String> roles, List<String> inside) {
        try {
            try (Connection connection = server.connect("postgres")) {
                run(connection, roles);
                if (!exists(connection)) {
                    run(connection, List.of("create database " + NAME));
                }
            }
            try (Connection connection = server.connect(NAME)) {
                run(connection, inside);
            }
        } catch (SQLException e) {
            throw new StartFailed(server.settings().name() + ": the database cannot be prepared: " + e.getMessage(), e);
        }
    }

    /// Passwords are hexadecimal, so quoting is enough.
    private static String role(String name, String password, String more) {
        return """
                do $$ begin
                  if not exists (select from pg_roles where rolname = '%1$s') then create role %1$s; end if;
                  alter role %1$s login password '%2$s' %3$s;
                end $$""".formatted(name, password, more);
    }

    private static boolean exists(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
            return rows.next();
        }
    }

    private static void run(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
