package doorbuster.simulator.conformance;

import doorbuster.simulator.postgres.MemoryPostgres;
import doorbuster.store.Postgres;
import doorbuster.store.Row;
import doorbuster.store.Sql;
import doorbuster.store.UnitLock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// A connection to the memory on which nothing goes wrong.
record PlainPostgres(MemoryPostgres postgres) implements Postgres {
    @Override
    public List<Row> query(Sql sql, Object... params) {
        return postgres.transaction(work -> work.query(sql, params));
    }

    @Override
    public long change(Sql sql, Object... params) {
        return postgres.transaction(work -> work.change(sql, params));
    }

    @Override
    public <T> T inTransaction(Function<Work, T> work) {
        return postgres.transaction(work);
    }

    @Override
    public void each(Sql sql, Consumer<Row> consumer, Object... params) {
        query(sql, params).forEach(consumer);
    }

    @Override
    public Optional<UnitLock> tryLock(int group, int number) {
        return postgres.lock(group, number, "story")
                ? Optional.of(() -> postgres.unlock(group, number, "story"))
                : Optional.empty();
    }
}
