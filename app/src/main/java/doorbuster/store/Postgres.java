package doorbuster.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// The unit's truth: [PooledPostgres] in a unit, a memory in the simulator. Statements are the files of [Sql].
public interface Postgres {
    /// Runs one statement that answers with rows, in a transaction of its own.
    ///
    /// @throws Away when Postgres does not answer; a writing statement may have run then
    List<Row> query(Sql sql, Object... params);

    /// Runs one statement that answers with a count, in a transaction of its own.
    ///
    /// @throws Away when Postgres does not answer; the statement may have run then
    long change(Sql sql, Object... params);

    /// Runs several statements in one transaction, READ COMMITTED, committed when `work` returns.
    ///
    /// @throws Away when Postgres does not answer; whether it was committed is unknown then
    /// @throws Violated when a constraint refused it; nothing was written then
    <T> T inTransaction(Function<Work, T> work);

    /// Runs one reading statement with a long answer, as of one moment, and gives each row to `consumer`, which must
    /// not keep it.
    ///
    /// @throws Away when Postgres does not answer, also in the middle
    void each(Sql sql, Consumer<Row> consumer, Object... params);

    /// Takes a lock of the whole unit without waiting; it ends with `close`, or with the connection.
    ///
    /// @return empty when another node, or this one, has it
    /// @throws Away when Postgres does not answer
    Optional<UnitLock> tryLock(int group, int number);

    /// The statements of one transaction.
    interface Work {
        /// Runs a statement that answers with rows.
        List<Row> query(Sql sql, Object... params);

        /// Runs a statement that answers with a count.
        long change(Sql sql, Object... params);
    }

    /// Postgres does not answer, or not in time: the one exception for a broken store. What was under way is unknown.
    final class Away extends RuntimeException {
        private static final long serialVersionUID = 1;

        Away(Throwable cause) {
            super("Postgres is away: " + cause.getMessage(), cause);
        }
    }

    /// A constraint said no; nothing was written.
    final class Violated extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String state;

        Violated(String state, String message, Throwable cause) {
            super(message, cause);
            this.state = state;
        }

        /// The SQLSTATE, of class 23.
        public String state() {
            return state;
        }
    }
}
