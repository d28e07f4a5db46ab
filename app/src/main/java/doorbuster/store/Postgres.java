package doorbuster.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.DbTransaction;
import io.helidon.dbclient.jdbc.JdbcClientBuilder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/// The unit's Postgres through Helidon's DbClient on a Hikari pool. Statements are the files of [Sql].
public final class Postgres implements AutoCloseable {
    /// The schema that holds all of the unit's own tables.
    public static final String SCHEMA = "unit";

    private final HikariDataSource pool;
    private final DbClient client;

    /// Makes the pool; no connection is needed yet.
    public Postgres(PostgresSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("postgres");
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.connections());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(settings.connectTimeout().toMillis());
        config.setValidationTimeout(Math.min(1_000, settings.connectTimeout().toMillis()));
        config.setInitializationFailTimeout(-1);
        config.setSchema(SCHEMA);
        config.addDataSourceProperty("ApplicationName", "doorbuster");
        config.addDataSourceProperty("socketTimeout", settings.socketTimeout().toSeconds() + 1);
        config.addDataSourceProperty(
                "connectTimeout", Math.max(1, settings.connectTimeout().toSeconds()));
        config.addDataSourceProperty("tcpKeepAlive", true);
        config.addDataSourceProperty("reWriteBatchedInserts", true);
        config.addDataSourceProperty(
                "options",
                "-c statement_timeout=" + settings.statementTimeout().toMillis() + " -c lock_timeout="
                        + settings.lockTimeout().toMillis() + " -c idle_in_transaction_session_timeout="
                        + settings.socketTimeout().toMillis());
        pool = new HikariDataSource(config);
        client = JdbcClientBuilder.create().connectionPool(this::connection).build();
    }

    /// Brings the schema up to date, forward only.
    ///
    /// @throws RuntimeException when Postgres is away or a migration was changed after it ran
    public void migrate() {
        var _ = Flyway.configure()
                .dataSource(pool)
                .defaultSchema(SCHEMA)
                .schemas(SCHEMA)
                .locations("classpath:db")
                .loggers("slf4j")
                .load()
                .migrate();
    }

    /// Runs one statement that answers with rows, in a transaction of its own.
    ///
    /// @throws Away when Postgres does not answer; a writing statement may have run then
    public List<Row> query(Sql sql, Object... params) {
        return guarded(() -> rows(client.execute(), sql, params));
    }

    /// Runs one statement that answers with a count, in a transaction of its own.
    ///
    /// @throws Away when Postgres does not answer; the statement may have run then
    public long change(Sql sql, Object... params) {
        return guarded(() -> client.execute()
                .createDmlStatement(sql.text())
                .params(List.of(params))
                .execute());
    }

    /// Runs several statements in one transaction, READ COMMITTED, committed when `work` returns.
    ///
    /// @throws Away when Postgres does not answer; whether it was committed is unknown then
    /// @throws Violated when a constraint refused it; nothing was written then
    public <T> T inTransaction(Function<Work, T> work) {
        return guarded(() -> {
            DbTransaction transaction = client.transaction();
            T result;
            try {
                result = work.apply(new Work(transaction));
            } catch (RuntimeException e) {
                rollback(transaction, e);
                throw e;
            }
            transaction.commit();
            return result;
        });
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

    /// Takes a lock of the whole unit without waiting; it ends with `close`, or with the connection.
    ///
    /// @return empty when another node, or this one, has it
    /// @throws Away when Postgres does not answer
    public Optional<Lock> tryLock(int group, int number) {
        Connection connection = connection();
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_try_advisory_lock(?, ?)")) {
            lock.setInt(1, group);
            lock.setInt(2, number);
            try (ResultSet answer = lock.executeQuery()) {
                if (answer.next() && answer.getBoolean(1)) {
                    return Optional.of(new Lock(pool, connection, group, number));
                }
            }
            connection.close();
            return Optional.empty();
        } catch (SQLException e) {
            pool.evictConnection(connection);
            throw new Away(e);
        }
    }

    /// Connections in use and threads waiting for one.
    public String usage() {
        var bean = pool.getHikariPoolMXBean();
        return bean == null
                ? "not started"
                : bean.getActiveConnections() + " in use, " + bean.getThreadsAwaitingConnection() + " waiting";
    }

    @Override
    public void close() {
        client.close();
        pool.close();
    }

    private static List<Row> rows(DbExecute execute, Sql sql, Object... params) {
        try (Stream<DbRow> rows =
                execute.createQuery(sql.text()).params(List.of(params)).execute()) {
            return rows.map(Row::new).toList();
        }
    }

    private static void rollback(DbTransaction transaction, RuntimeException cause) {
        try {
            transaction.rollback();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private interface Call<T> {
        T run();
    }

    private static <T> T guarded(Call<T> call) {
        try {
            return call.run();
        } catch (Away | Violated e) {
            throw e;
        } catch (RuntimeException e) {
            SQLException sql = sqlCause(e);
            if (sql == null) {
                throw e;
            }
            String state = String.valueOf(sql.getSQLState());
            if (state.startsWith("23")) {
                throw new Violated(state, String.valueOf(sql.getMessage()), e);
            }
            throw new Away(e);
        }
    }

    private static @Nullable SQLException sqlCause(Throwable e) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    /// The statements of one transaction.
    public static final class Work {
        private final DbTransaction transaction;

        Work(DbTransaction transaction) {
            this.transaction = transaction;
        }

        /// Runs a statement that answers with rows.
        public List<Row> query(Sql sql, Object... params) {
            return rows(transaction, sql, params);
        }

        /// Runs a statement that answers with a count.
        public long change(Sql sql, Object... params) {
            return transaction
                    .createDmlStatement(sql.text())
                    .params(List.of(params))
                    .execute();
        }
    }

    /// A lock of the whole unit.
    public static final class Lock implements AutoCloseable {
        private final HikariDataSource pool;
        private final Connection connection;
        private final int group;
        private final int number;

        Lock(HikariDataSource pool, Connection connection, int group, int number) {
            this.pool = pool;
            this.connection = connection;
            this.group = group;
            this.number = number;
        }

        @Override
        public void close() {
            try (PreparedStatement unlock = connection.prepareStatement("SELECT pg_advisory_unlock(?, ?)")) {
                unlock.setInt(1, group);
                unlock.setInt(2, number);
                unlock.execute();
                connection.close();
            } catch (SQLException _) {
                // the lock ends with its connection
                pool.evictConnection(connection);
            }
        }
    }

    /// Postgres does not answer, or not in time: the one exception for a broken store. What was under way is unknown.
    public static final class Away extends RuntimeException {
        private static final long serialVersionUID = 1;

        Away(Throwable cause) {
            super("Postgres is away: " + cause.getMessage(), cause);
        }
    }

    /// A constraint said no; nothing was written.
    public static final class Violated extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String state;

        Violated(String state, String message, Throwable cause) {
            super(message, cause);
            this.state = state;
        }

        /// The SQLSTATE, of class 23.
        public String state() {
            return state;
        }
    }
}
