package doorbuster.store;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The one place where a failure of Postgres becomes one of its two exceptions.
final class Guard {
    private Guard() {}

    /// Runs a call.
    ///
    /// @throws Postgres.Away when Postgres does not answer
    /// @throws Postgres.Violated when a constraint said no
    static <T> T guarded(Supplier<T> call) {
        try {
            return call.get();
        } catch (Postgres.Away | Postgres.Violated e) {
            throw e;
        } catch (RuntimeException e) {
            SQLException sql = sqlCause(e);
            if (sql == null) {
                throw e;
            }
            String state = String.valueOf(sql.getSQLState());
            if (state.startsWith("23")) {
                throw new Postgres.Violated(state, String.valueOf(sql.getMessage()), e);
            }
            throw new Postgres.Away(e);
        }
    }

    private static @Nullable SQLException sqlCause(Throwable e) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
