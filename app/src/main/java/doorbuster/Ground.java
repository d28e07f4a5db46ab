package doorbuster;

import doorbuster.reserve.Epochs;
import doorbuster.reserve.Held;
import doorbuster.reserve.Roster;
import doorbuster.settle.PostgresLedger;
import doorbuster.store.PooledPostgres;
import doorbuster.store.Redis;
import doorbuster.telemetry.Signals;
import java.util.HexFormat;

/// What all of the engine stands on: the two stores, and what this node remembers of its sales.
///
/// @param incarnation names this run of the node; no other run has the same
record Ground(
        UnitConfig config,
        String incarnation,
        Redis redis,
        PooledPostgres postgres,
        Roster roster,
        Epochs epochs,
        Held held,
        PostgresLedger ledger,
        Signals signals) {
    /// Opens the stores; they are closed with the parts of `given`.
    static Ground of(Given given) {
        UnitConfig config = given.config();
        Signals signals = given.signals();
        String incarnation = config.node().name() + "-"
                + HexFormat.of().toHexDigits(given.random().nextLong());
        Redis redis = given.parts().keep(new Redis(config.redis(), signals));
        PooledPostgres postgres = given.parts().keep(new PooledPostgres(config.postgres(), signals));
        Epochs epochs = new Epochs();
        Held held = new Held(config.reserve().held(), epochs);
        return new Ground(
                config,
                incarnation,
                redis,
                postgres,
                new Roster(postgres),
                epochs,
                held,
                new PostgresLedger(postgres),
                signals);
    }
}
