package doorbuster.catalogsync.store;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/// One connection, used by one thread at a time. Every failure is [StoreBroken].
public final class Session implements AutoCloseable {
    private final Connection connection;

    Session(Connection connection) {
        this.connection = connection;
    }

    /// Reads one row of a reply.
    @FunctionalInterface
    public interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    /// Takes one row of a reply that may be long.
    @FunctionalInterface
    public interface Sink {
        void take(Row row) throws SQLException, IOException;
    }

    /// Runs a command that answers no rows; the number of rows it changed.
    public int run(String name, Map<String, ?> parameters) {
        try (PreparedStatement statement = prepare(name, parameters)) {
            return statement.execute() ? 0 : statement.getUpdateCount();
        } catch (SQLException e) {
            throw new StoreBroken(name, e);
        }
    }

    public int run(String name) {
        return run(name, Map.of());
    }

    /// All rows of a reply that is known to be short.
    public <T> List<T> rows(String name, Map<String, ?> parameters, Reader<T> reader) {
        try (PreparedStatement statement = prepare(name, parameters);
                ResultSet reply = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (reply.next()) {
                rows.add(reader.read(new Row(reply)));
            }
            return List.copyOf(rows);
        } catch (SQLException e) {
            throw new StoreBroken(name, e);
        }
    }

    public <T> Optional<T> row(String name, Map<String, ?> parameters, Reader<T> reader) {
        return rows(name, parameters, reader).stream().findFirst();
    }

    /// The only row of a reply.
    ///
    /// @throws StoreBroken when there is none
    public <T> T one(String name, Map<String, ?> parameters, Reader<T> reader) {
        return row(name, parameters, reader).orElseThrow(() -> new StoreBroken(name + ": no row"));
    }

    /// Row by row, 500 at a time in memory; only inside [#within].
    public void each(String name, Map<String, ?> parameters, Sink sink) throws IOException {
        try (PreparedStatement statement = prepare(name, parameters)) {
            statement.setFetchSize(500);
            try (ResultSet reply = statement.executeQuery()) {
                while (reply.next()) {
                    sink.take(new Row(reply));
                }
            }
        } catch (SQLException e) {
            throw new StoreBroken(name, e);
        }
    }

    /// Runs a statement that another command has written (subscriptions take no parameters).
    public void runWritten(String name, Map<String, ?> parameters) {
        runText(written(name, parameters));
    }

    public String written(String name, Map<String, ?> parameters) {
        return one(name, parameters, row -> row.text("statement"));
    }

    private void runText(String text) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        } catch (SQLException e) {
            throw new StoreBroken(text.lines().findFirst().orElse("").split(" connection ", 2)[0], e);
        }
    }

    /// Everything in one transaction: committed when `work` returns, rolled back when it throws.
    public <T> T within(Supplier<T> work) {
        return within(Connection.TRANSACTION_READ_COMMITTED, work);
    }

    /// As [#within], with one snapshot for all of it.
    public <T> T withinSnapshot(Supplier<T> work) {
        return within(Connection.TRANSACTION_REPEATABLE_READ, work);
    }

    private <T> T within(int isolation, Supplier<T> work) {
        boolean done = false;
        try {
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(false);
            T answer = work.get();
            connection.commit();
            done = true;
            return answer;
        } catch (SQLException e) {
            throw new StoreBroken("transaction", e);
        } finally {
            leave(done);
        }
    }

    private void leave(boolean done) {
        try {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            close(); // the reason is on its way already; a session in an unknown state must not be used again
        }
    }

    /// Reads from the snapshot that a replication slot exported; the first thing inside [#withinSnapshot].
    public void useSnapshot(String snapshot) {
        runText("set transaction snapshot '" + snapshot.replace("'", "''") + "'");
    }

    /// Gives the present transaction up, so that [#within] commits nothing.
    public void undo() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new StoreBroken("rollback", e);
        }
    }

    /// Sends what `bytes` holds; the number of rows.
    public long copyIn(String name, InputStream bytes) throws IOException {
        try {
            return driver().getCopyAPI().copyIn(Sql.named(name).text(), bytes);
        } catch (SQLException e) {
            throw new StoreBroken(name, e);
        }
    }

    /// Carries the rows of a COPY statement from here into a COPY there; the number of rows.
    public long pipe(String statement, Session target, String name) {
        try {
            CopyOut out = driver().getCopyAPI().copyOut(statement);
            CopyIn in = target.driver().getCopyAPI().copyIn(Sql.named(name).text());
            byte[] bytes = out.readFromCopy();
            while (bytes != null) {
                in.writeToCopy(bytes, 0, bytes.length);
                bytes = out.readFromCopy();
            }
            return in.endCopy();
        } catch (SQLException e) {
            close(); // both copies may be half-way: neither session can be used again
            target.close();
            throw new StoreBroken(name, e);
        }
    }

    private PGConnection driver() throws SQLException {
        return connection.unwrap(PGConnection.class);
    }

    /// False when the server hung up or does not answer within `seconds`.
    public boolean alive(int seconds) {
        try {
            return connection.isValid(seconds);
        } catch (SQLException e) {
            return false;
        }
    }

    private PreparedStatement prepare(String name, Map<String, ?> parameters) throws SQLException {
        Sql sql = Sql.named(name);
        PreparedStatement statement = connection.prepareStatement(sql.text());
        for (int i = 0; i < sql.names().size(); i++) {
            statement.setObject(i + 1, parameters.get(sql.names().get(i)));
        }
        return statement;
    }

    /// Never fails: a session that cannot be closed is gone already.
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            System.getLogger(Session.class.getName()).log(System.Logger.Level.DEBUG, "closing a session", e);
        }
    }
}
