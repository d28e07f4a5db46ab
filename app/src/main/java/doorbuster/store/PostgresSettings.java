package doorbuster.store;

import java.time.Duration;

/// How a node speaks to its unit's Postgres.
///
/// @param url JDBC URL
/// @param connections connections in the pool, 2–200
/// @param statementTimeout after which Postgres itself ends a statement, 100 ms – 60 s
/// @param lockTimeout after which a wait for a row lock ends, 50 ms – 60 s
/// @param socketTimeout after which a silent connection is given up, longer than the statement time-out
/// @param connectTimeout to get a connection from the pool or the server, 250 ms – 60 s
public record PostgresSettings(
        String url,
        String user,
        String password,
        int connections,
        Duration statementTimeout,
        Duration lockTimeout,
        Duration socketTimeout,
        Duration connectTimeout) {
    /// @throws IllegalArgumentException when a number is out of its bounds or two contradict each other
    public PostgresSettings {
        Bounds.check("postgres.connections", connections, 2, 200);
        Bounds.check("postgres.statement-timeout-ms", statementTimeout.toMillis(), 100, 60_000);
        Bounds.check("postgres.lock-timeout-ms", lockTimeout.toMillis(), 50, statementTimeout.toMillis());
        Bounds.check(
                "postgres.socket-timeout-ms", socketTimeout.toMillis(), statementTimeout.toMillis() + 500, 300_000);
        Bounds.check("postgres.connect-timeout-ms", connectTimeout.toMillis(), 250, 60_000);
    }
}
