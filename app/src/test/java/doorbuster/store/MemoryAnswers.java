package doorbuster.store;

import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes the answers of a Postgres that is a memory: rows, and the two ways to fail.
public final class MemoryAnswers {
    private MemoryAnswers() {}

    /// A row, read by column name.
    public static Row row(Function<String, @Nullable Object> columns) {
        return new Row(columns::apply);
    }

    /// No answer came.
    public static Postgres.Away away(String why) {
        return new Postgres.Away(new SQLException(why));
    }

    /// A CHECK constraint said no.
    public static Postgres.Violated violated(String constraint) {
        return new Postgres.Violated("23514", constraint, new SQLException(constraint));
    }
}
