package doorbuster.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/// Hears what Postgres announces on one channel (`LISTEN`). Used by one thread; it keeps one connection of the pool.
///
/// A bell that was not rung proves nothing: a connection may be dead without a sign. Whoever listens also
/// looks by itself now and then.
public final class Bell implements AutoCloseable {
    private static final Pattern CHANNEL = Pattern.compile("[a-z_]{1,40}");
    private final Connection connection;

    private Bell(Connection connection) {
        this.connection = connection;
    }

    /// Begins to listen.
    ///
    /// @param channel lower-case letters and `_`
    /// @throws Postgres.Away when there is no connection
    public static Bell on(PooledPostgres postgres, String channel) {
        if (!CHANNEL.matcher(channel).matches()) {
            throw new IllegalArgumentException("no channel name: " + channel);
        }
        Connection connection = postgres.connection();
        Bell bell = new Bell(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + channel);
            return bell;
        } catch (SQLException e) {
            bell.close();
            throw new Postgres.Away(e);
        }
    }

    /// Waits until it rings, at most so long.
    ///
    /// @return whether it rang
    /// @throws Postgres.Away when the connection broke: then it never rings again and is to be closed
    public boolean waitFor(Duration atMost) {
        try {
            var rung = connection
                    .unwrap(PGConnection.class)
                    .getNotifications(Math.toIntExact(Math.max(1, atMost.toMillis())));
            return rung != null && rung.length > 0;
        } catch (SQLException e) {
            throw new Postgres.Away(e);
        }
    }

    /// Gives the connection back, listening to nothing.
    @Override
    public void close() {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute("UNLISTEN *");
        } catch (SQLException _) {
            // a broken connection listens to nothing, and the pool throws it away
        }
    }
}
