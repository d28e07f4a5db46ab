package doorbuster.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// An advisory lock, held by a connection of its own.
final class AdvisoryLock implements UnitLock {
    private final HikariDataSource pool;
    private final Connection connection;
    private final int group;
    private final int number;

    private AdvisoryLock(HikariDataSource pool, Connection connection, int group, int number) {
        this.pool = pool;
        this.connection = connection;
        this.group = group;
        this.number = number;
    }

    /// Takes the lock without waiting; the connection is given back when another has it.
    static Optional<UnitLock> take(HikariDataSource pool, Connection connection, int group, int number)
            throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_try_advisory_lock(?, ?)")) {
            lock.setInt(1, group);
            lock.setInt(2, number);
            try (ResultSet answer = lock.executeQuery()) {
                if (answer.next() && answer.getBoolean(1)) {
                    return Optional.of(new AdvisoryLock(pool, connection, group, number));
                }
            }
        }
        connection.close();
        return Optional.empty();
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
