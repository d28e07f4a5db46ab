package doorbuster.store;

import com.zaxxer.hikari.HikariDataSource;
import doorbuster.telemetry.Signals;
import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.DbTransaction;
import io.helidon.dbclient.jdbc.JdbcClientBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/// The unit's Postgres through Helidon's DbClient on a Hikari pool. Statements are the files of [Sql].
public final class PooledPostgres implements Postgres, AutoCloseable {
    /// The schema that holds all of the unit's own tables.
    public static final String SCHEMA = "unit";

    private final PostgresSettings settings;
    private final HikariDataSource pool;
    private final DbClient client;
    private final Signals signals;

    /// Makes the pool; no connection is needed yet.
    public PooledPostgres(PostgresSettings settings, Signals signals) {
        this.settings = settings;
        this.signals = signals;
        pool = Pool.open(settings, SCHEMA);
        client = JdbcClientBuilder.create().connectionPool(this::connection).build();
    }

    /// Brings the schema up to date, forward only, on a connection of its own: a migration may take longer than any
    /// statement of a request, and a node that starts beside another waits for that one's migration.
    ///
    /// @throws RuntimeException when Postgres is away or a migration was changed after it ran
    public void migrate() {
        var _ = Flyway.configure()
                .dataSource(Pool.patient(settings))
                .defaultSchema(SCHEMA)
                .schemas(SCHEMA)
                .locations("classpath:db")
                .loggers("slf4j")
                .load()
                .migrate();
    }

    @Override
    public List<Row> query(Sql sql, Object... params) {
        return Guard.guarded(() -> traced(sql, () -> rows(client.execute(), sql, params)));
    }

    @Override
    public long change(Sql sql, Object... params) {
        return Guard.guarded(() -> traced(
                sql,
                () -> client.execute()
                        .createDmlStatement(sql.text())
                        .params(List.of(params))
                        .execute()));
    }

    @Override
    public <T> T inTransaction(Function<Work, T> work) {
        return Guard.guarded(() -> {
            DbTransaction transaction = client.transaction();
            T result;
            try {
                result = work.apply(new Statements(transaction));
            } catch (RuntimeException e) {
                rollback(transaction, e);
                throw e;
            }
            transaction.commit();
            return result;
        });
    }

    @Override
    public void each(Sql sql, Consumer<Row> consumer, Object... params) {
        try (Connection connection = connection()) {
            Scan.each(connection, sql, consumer, params);
        } catch (SQLException e) {
            throw new Away(e);
        }
    }

    /// A connection for what DbClient does not know: notifications, COPY and advisory locks. The caller closes it.
    ///
    /// @throws Away when there is none
    public Connection connection() {
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            throw new Away(e);
        }
    }

    /// Whether a connection answers now.
    public boolean answers() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(1);
        } catch (SQLException _) {
            return false;
        }
    }

    @Override
    public Optional<UnitLock> tryLock(int group, int number) {
        Connection connection = connection();
        try {
            return AdvisoryLock.take(pool, connection, group, number);
        } catch (SQLException e) {
            pool.evictConnection(connection);
            throw new Away(e);
        }
    }

    /// How the pool is used.
    public Usage usage() {
        return Usage.of(pool);
    }

    @Override
    public void close() {
        client.close();
        pool.close();
    }

    private <T> T traced(Sql sql, Supplier<T> call) {
        Span span = signals.traces().call(sql.call());
        long began = System.nanoTime();
        String error = "failed";
        try {
            T result = call.get();
            error = "";
            return result;
        } finally {
            signals.measures().called(sql.call(), System.nanoTime() - began, error);
            if (!error.isEmpty()) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }

    private static List<Row> rows(DbExecute execute, Sql sql, Object... params) {
        try (Stream<DbRow> rows =
                execute.createQuery(sql.text()).params(List.of(params)).execute()) {
            return rows.map(Row::of).toList();
        }
    }

    private static void rollback(DbTransaction transaction, RuntimeException cause) {
        try {
            transaction.rollback();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /// The statements of one transaction.
    private final class Statements implements Work {
        private final DbTransaction transaction;

        Statements(DbTransaction transaction) {
            this.transaction = transaction;
        }

        @Override
        public List<Row> query(Sql sql, Object... params) {
            return traced(sql, () -> rows(transaction, sql, params));
        }

        @Override
        public long change(Sql sql, Object... params) {
            return traced(
                    sql,
                    () -> transaction
                            .createDmlStatement(sql.text())
                            .params(List.of(params))
                            .execute());
        }
    }
}
