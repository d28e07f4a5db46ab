package doorbuster.store;

import io.helidon.dbclient.DbRow;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One row of an answer of Postgres, read by column name.
public final class Row {
    private final Columns columns;

    /// Where the values come from: an answer of DbClient, or a long one of [Scan].
    interface Columns {
        @Nullable
        Object value(String name);
    }

    Row(Columns columns) {
        this.columns = columns;
    }

    static Row of(DbRow row) {
        // get() and asOptional() throw for a null of the database; get(Class) answers null
        return new Row(name -> row.column(name).get(Object.class));
    }

    /// A text that is not null.
    public String text(String column) {
        return value(column).toString();
    }

    /// A text that may be null.
    public Optional<String> maybe(String column) {
        return Optional.ofNullable(raw(column)).map(Object::toString);
    }

    /// A whole number that is not null.
    public long number(String column) {
        return ((Number) value(column)).longValue();
    }

    /// A whole number that fits an int.
    public int integer(String column) {
        return Math.toIntExact(number(column));
    }

    /// Yes or no, not null.
    public boolean flag(String column) {
        return (Boolean) value(column);
    }

    /// A point in time that is not null, in microseconds.
    public Instant time(String column) {
        return ((Timestamp) value(column)).toInstant();
    }

    /// A point in time that may be null.
    public Optional<Instant> maybeTime(String column) {
        return Optional.ofNullable((Timestamp) raw(column)).map(Timestamp::toInstant);
    }

    private Object value(String column) {
        Object value = raw(column);
        if (value == null) {
            throw new IllegalStateException("column " + column + " is null");
        }
        return value;
    }

    private @Nullable Object raw(String column) {
        return columns.value(column);
    }
}
