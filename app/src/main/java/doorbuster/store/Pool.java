package doorbuster.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// The pool of connections to Postgres, with every time-out set: the driver by itself can hang for ever on a dead peer.
final class Pool {
    private static final Duration LONG = Duration.ofMinutes(10);

    private Pool() {}

    /// Opens a pool; no connection is needed yet.
    static HikariDataSource open(PostgresSettings settings, String schema) {
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
        config.setSchema(schema);
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
        return new HikariDataSource(config);
    }

    /// Connections outside of the pool for what may take long; only a peer that is dead or silent for ten minutes is
    /// given up.
    static DataSource patient(PostgresSettings settings) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.url());
        source.setUser(settings.user());
        source.setPassword(settings.password());
        source.setApplicationName("doorbuster");
        source.setConnectTimeout((int) Math.max(1, settings.connectTimeout().toSeconds()));
        source.setSocketTimeout((int) LONG.toSeconds());
        source.setTcpKeepAlive(true);
        return source;
    }
}
