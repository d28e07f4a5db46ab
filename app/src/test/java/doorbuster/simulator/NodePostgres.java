package doorbuster.simulator;

import doorbuster.simulator.postgres.MemoryPostgres;
import doorbuster.store.MemoryAnswers;
import doorbuster.store.Postgres;
import doorbuster.store.Row;
import doorbuster.store.Sql;
import doorbuster.store.UnitLock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// One node's connections to Postgres: every transaction takes a while, and may meet the weather before it or after
/// its COMMIT.
final class NodePostgres implements Postgres {
    private final String client;
    private final Loom.Running process;
    private final MemoryPostgres postgres;
    private final Loom loom;
    private final Weather weather;

    NodePostgres(String client, Loom.Running process, MemoryPostgres postgres, Loom loom, Weather weather) {
        this.client = client;
        this.process = process;
        this.postgres = postgres;
        this.loom = loom;
        this.weather = weather;
    }

    @Override
    public List<Row> query(Sql sql, Object... params) {
        return inTransaction(work -> work.query(sql, params));
    }

    @Override
    public long change(Sql sql, Object... params) {
        return inTransaction(work -> work.change(sql, params));
    }

    @Override
    public <T> T inTransaction(Function<Work, T> work) {
        reach();
        if (weather.isRolledBack()) {
            throw MemoryAnswers.away("the connection broke before COMMIT");
        }
        T result = postgres.transaction(work);
        loom.pause(process, weather.delayMicros() + weather.standstill(client, postgres.lastBegun()));
        if (weather.isCommitUnknown()) {
            throw MemoryAnswers.away("the connection broke in COMMIT");
        }
        return result;
    }

    @Override
    public void each(Sql sql, Consumer<Row> consumer, Object... params) {
        query(sql, params).forEach(consumer);
    }

    @Override
    public Optional<UnitLock> tryLock(int group, int number) {
        reach();
        return postgres.lock(group, number, client)
                ? Optional.of(() -> postgres.unlock(group, number, client))
                : Optional.empty();
    }

    private void reach() {
        loom.pause(process, weather.delayMicros());
        if (weather.isPostgresAway(client, loom.nanos())) {
            throw MemoryAnswers.away("it does not answer");
        }
    }
}
