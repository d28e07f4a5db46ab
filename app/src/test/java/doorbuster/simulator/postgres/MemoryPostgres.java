package doorbuster.simulator.postgres;

import doorbuster.store.MemoryAnswers;
import doorbuster.store.Postgres.Work;
import doorbuster.store.Row;
import doorbuster.store.Sql;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// A Postgres in memory. A transaction runs in one piece or not at all.
///
/// That is what READ COMMITTED comes to for the unit's transactions, whose writers lock the rows that they depend on.
/// Not modelled: two transactions that wait for each other's rows, readings between two statements of another's
/// transaction, lock and statement time-outs, and constraints other than those that are the safety net.
public final class MemoryPostgres {
    private static final Map<Sql, Tables.Statement> ALL = all();
    private final Tables tables;
    private final Map<String, Tables.Statement> statements = new HashMap<>();
    private final Consumer<Tables> committed;
    private final Map<Long, String> locks = new HashMap<>();
    private String begun = "";

    /// @param committed looks at the tables after each transaction that changed sales or orders
    public MemoryPostgres(LongSupplier millis, Map<Sql, Tables.Statement> statements, Consumer<Tables> committed) {
        tables = new Tables(millis);
        statements.forEach((sql, statement) -> this.statements.put(sql.text(), statement));
        this.committed = committed;
    }

    /// Every statement that is known, in a map of its own.
    public static Map<Sql, Tables.Statement> statements() {
        return new HashMap<>(ALL);
    }

    private static Map<Sql, Tables.Statement> all() {
        Map<Sql, Tables.Statement> all = new HashMap<>();
        all.putAll(SettleStatements.all());
        all.putAll(OrderStatements.all());
        all.putAll(PaymentStatements.all());
        all.putAll(SaleStatements.all());
        all.putAll(BookStatements.all());
        return all;
    }

    /// Runs one transaction; what it throws rolls it back.
    public <T> T transaction(Function<Work, T> work) {
        tables.begin();
        begun = "";
        T result;
        try {
            result = work.apply(new Statements());
        } catch (Throwable e) {
            tables.rollback();
            throw e;
        }
        if (tables.areOrdersChanged()) {
            committed.accept(tables);
        }
        return result;
    }

    /// The first statement of the last transaction.
    public String lastBegun() {
        return begun;
    }

    /// The tables, for the checks.
    public Tables tables() {
        return tables;
    }

    /// Takes an advisory lock for a client unless somebody has it, be it the client itself.
    public boolean lock(int group, int number, String client) {
        return locks.putIfAbsent(((long) group << 32) | number, client) == null;
    }

    /// Gives a lock back, if the client has it still.
    public void unlock(int group, int number, String client) {
        locks.remove(((long) group << 32) | number, client);
    }

    /// All connections have ended, and all locks with them.
    public void disconnectedAll() {
        locks.clear();
    }

    /// A client's connections have ended, and its locks with them.
    public void disconnected(String client) {
        locks.values().removeIf(client::equals);
    }

    private final class Statements implements Work {
        @Override
        public List<Row> query(Sql sql, Object... params) {
            return run(sql, params).stream()
                    .map(tuple -> MemoryAnswers.row(tuple::value))
                    .toList();
        }

        @Override
        public long change(Sql sql, Object... params) {
            return run(sql, params).size();
        }

        private List<Tuple> run(Sql sql, Object... params) {
            if (begun.isEmpty()) {
                begun = sql.name();
            }
            return Optional.ofNullable(statements.get(sql.text()))
                    .orElseThrow(() -> new IllegalStateException("the memory knows no statement " + sql))
                    .run(tables, new Tables.Params(params));
        }
    }
}
