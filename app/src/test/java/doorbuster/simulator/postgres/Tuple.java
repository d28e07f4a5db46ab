package doorbuster.simulator.postgres;

import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One row: values by column, never changed in place.
public final class Tuple {
    private final Map<String, @Nullable Object> values;

    private Tuple(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    /// Columns and values in turns.
    static Tuple of(@Nullable Object... pairs) {
        return new Tuple(new HashMap<>()).with(pairs);
    }

    /// The same row with other values in some columns.
    public Tuple with(@Nullable Object... pairs) {
        Map<String, @Nullable Object> changed = new HashMap<>(values);
        for (int i = 0; i < pairs.length; i += 2) {
            changed.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return new Tuple(changed);
    }

    /// A column's value.
    public @Nullable Object value(String column) {
        if (!values.containsKey(column)) {
            throw new IllegalArgumentException("no column " + column + " in " + values);
        }
        return values.get(column);
    }

    /// A text that is not null.
    public String text(String column) {
        return Objects.requireNonNull(value(column)).toString();
    }

    /// A whole number that is not null.
    public long number(String column) {
        return ((Number) Objects.requireNonNull(value(column))).longValue();
    }

    boolean flag(String column) {
        return Boolean.TRUE.equals(value(column));
    }

    long millis(String column) {
        return ((Timestamp) Objects.requireNonNull(value(column))).getTime();
    }

    /// Whether a column has this value; numbers are compared by value.
    public boolean is(String column, Object wanted) {
        Object value = value(column);
        return (wanted instanceof Number number && value instanceof Number has)
                ? has.longValue() == number.longValue()
                : wanted.equals(value);
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
