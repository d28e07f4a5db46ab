package doorbuster.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// A lock of the whole unit.
public final class UnitLock implements AutoCloseable {
    private final HikariDataSource pool;
    private final Connection connection;
    private final int group;
    private final int number;

    UnitLock(HikariDataSource pool, Connection connection, int group, int number) {
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
