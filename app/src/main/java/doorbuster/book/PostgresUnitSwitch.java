package doorbuster.book;

import doorbuster.store.Postgres;
import doorbuster.store.Sql;

/// The unit's switch in its Postgres; each node reads it with every beat.
public final class PostgresUnitSwitch implements UnitSwitch {
    private static final Sql DRAINING = Sql.load(PostgresUnitSwitch.class, "draining");
    private static final Sql DRAIN = Sql.load(PostgresUnitSwitch.class, "drain");
    private static final Sql AUDIT = Sql.load(PostgresUnitSwitch.class, "audit");
    private final Postgres postgres;
    private volatile boolean draining;

    /// Reads and writes this Postgres.
    public PostgresUnitSwitch(Postgres postgres) {
        this.postgres = postgres;
    }

    /// Reads the switch again.
    ///
    /// @throws Postgres.Away when Postgres does not answer; the last reading stays in force
    public void refresh() {
        draining = postgres.query(DRAINING).getFirst().flag("draining");
    }

    @Override
    public boolean isDraining() {
        return draining;
    }

    @Override
    public void drain(String actor) {
        turn(true, "drain", actor);
    }

    @Override
    public void undrain(String actor) {
        turn(false, "undrain", actor);
    }

    private void turn(boolean to, String action, String actor) {
        long changed = postgres.inTransaction(work -> {
            work.change(AUDIT, actor, action, "unit", "");
            return work.change(DRAIN, to);
        });
        if (changed != 1) {
            throw new IllegalStateException("the unit's switch has " + changed + " rows");
        }
        draining = to;
    }
}
