package doorbuster.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {
    @Test
    void a_new_server_is_durable_and_takes_the_given_settings() throws SQLException {
        try (PostgresServer server = PostgresServer.ephemeral(Map.of("wal_level", "logical"))) {
            assertThat(ask(server, "show server_version")).startsWith("18.");
            assertThat(ask(server, "show fsync")).isEqualTo("on");
            assertThat(ask(server, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(server, "show wal_level")).isEqualTo("logical");
        }
    }

    @Test
    void what_was_committed_survives_a_kill() throws SQLException {
        try (PostgresServer server = PostgresServer.ephemeral()) {
            run(server, "create table kept (n int); insert into kept values (42)");
            server.kill();
            assertThat(server.isAlive()).isFalse();
            server.restart();
            assertThat(ask(server, "select n from kept")).isEqualTo("42");
        }
    }

    @Test
    void data_are_kept_from_one_start_to_the_next(@TempDir Path folder) throws SQLException {
        PostgresSettings settings = PostgresSettings.in(folder);
        try (PostgresServer first = PostgresServer.start(settings)) {
            run(first, "create table kept (n int)");
        }
        try (PostgresServer second = PostgresServer.start(settings)) {
            assertThat(ask(second, "select count(*) from kept")).isEqualTo("0");
        }
    }

    @Test
    void a_wrong_password_opens_nothing(@TempDir Path folder) {
        try (PostgresServer server =
                PostgresServer.start(PostgresSettings.in(folder).password("s3cret'"))) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl("postgres"), "postgres", "postgres"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void a_frozen_server_answers_again_when_it_thaws() throws SQLException {
        try (PostgresServer server = PostgresServer.ephemeral()) {
            server.pause();
            server.resume();
            assertThat(ask(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void a_taken_port_is_one_clear_line(@TempDir Path folder) {
        try (PostgresServer first = PostgresServer.ephemeral()) {
            PostgresSettings same = PostgresSettings.in(folder).at(first.address(), first.port());
            assertThatThrownBy(() -> PostgresServer.start(same))
                    .isInstanceOf(StartFailed.class)
                    .hasMessage("PostgreSQL needs 127.0.0.1:" + first.port() + ", which is taken by another process");
        }
    }

    private static String ask(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void run(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
