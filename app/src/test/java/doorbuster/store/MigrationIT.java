package doorbuster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import doorbuster.infra.local.PostgresServer;
import doorbuster.telemetry.Signals;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// A node's migrations, beside another node's that take long.
final class MigrationIT {
    private static final Duration STATEMENT = Duration.ofMillis(200);

    @Test
    void a_node_waits_for_the_migration_of_another_longer_than_for_any_statement() throws SQLException {
        try (PostgresServer server = PostgresServer.ephemeral();
                Connection operator = server.connect("postgres");
                Statement made = operator.createStatement()) {
            made.execute("create database doorbuster");
            made.execute("create role doorbuster_app login password 'app'");
            made.execute("grant create on database doorbuster to doorbuster_app");
            try (PooledPostgres postgres = new PooledPostgres(settings(server), Signals.off())) {
                postgres.migrate();
                besideAnother(server, postgres);
            }
        }
    }

    private static void besideAnother(PostgresServer server, PooledPostgres postgres) throws SQLException {
        try (Connection other = server.connect("doorbuster");
                Statement migration = other.createStatement()) {
            other.setAutoCommit(false);
            migration.execute("lock table unit.flyway_schema_history in access exclusive mode");
            CompletableFuture<Void> second = CompletableFuture.runAsync(postgres::migrate);
            await().until(() -> waiting(migration, STATEMENT.multipliedBy(3)) || second.isDone());
            assertThat(second).as("it still waits").isNotDone();
            other.rollback();
            assertThat(second).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    private static boolean waiting(Statement statement, Duration least) throws SQLException {
        // a transaction sees one picture of the sessions unless it asks for another
        statement.execute("select pg_stat_clear_snapshot()");
        try (ResultSet row = statement.executeQuery(
                "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and usename = 'doorbuster_app'"
                        + " and clock_timestamp() - query_start > interval '" + least.toMillis() + " ms'")) {
            return row.next() && row.getInt(1) > 0;
        }
    }

    private static PostgresSettings settings(PostgresServer server) {
        Duration second = Duration.ofSeconds(1);
        return new PostgresSettings(
                server.jdbcUrl("doorbuster"),
                "doorbuster_app",
                "app",
                2,
                STATEMENT,
                STATEMENT.dividedBy(2),
                second,
                second);
    }
}
