package doorbuster.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A long answer of Postgres, handed over row by row: some hundred rows are in memory at a time, however many there
/// are.
final class Scan {
    private static final int ROWS_AT_A_TIME = 500;

    private Scan() {}

    static void each(Connection connection, Sql sql, Consumer<Row> consumer, Object... params) throws SQLException {
        connection.setAutoCommit(false); // the driver reads in portions only within a transaction
        try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
            statement.setFetchSize(ROWS_AT_A_TIME);
            for (int i = 0; i < params.length; i++) {
                statement.setObject(i + 1, params[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                Row row = new Row(column -> value(rows, column));
                while (rows.next()) {
                    consumer.accept(row);
                }
            }
        } finally {
            connection.rollback();
        }
    }

    private static @Nullable Object value(ResultSet rows, String column) {
        try {
            return rows.getObject(column);
        } catch (SQLException e) {
            throw new Postgres.Away(e);
        }
    }
}
