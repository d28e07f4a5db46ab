package doorbuster.catalogsync.store;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The present row of a reply, by column name.
public final class Row {
    private final ResultSet row;

    Row(ResultSet row) {
        this.row = row;
    }

    /// The text, empty for NULL.
    public String text(String column) throws SQLException {
        String value = row.getString(column);
        return value == null ? "" : value;
    }

    public Optional<String> maybeText(String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /// The number, 0 for NULL.
    public long number(String column) throws SQLException {
        return row.getLong(column);
    }

    public int small(String column) throws SQLException {
        return row.getInt(column);
    }

    /// The truth, false for NULL.
    public boolean truth(String column) throws SQLException {
        return row.getBoolean(column);
    }

    public Optional<Instant> instant(String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? Optional.empty() : Optional.of(value.toInstant());
    }

    public List<String> texts(String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
