package doorbuster;

import doorbuster.order.Releaser;
import doorbuster.settle.HeldSweep;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The loops that keep an engine going. Two of them are woken when there is something to do; they may be woken before
/// they have begun.
final class Rounds {
    private static final Duration SWEEP = Duration.ofMillis(500);
    private static final Duration STIR = Duration.ofMillis(100);
    /// Sales that a node recovers at once; each holds a connection to Postgres meanwhile.
    private static final int RECOVERIES = 3;

    private volatile @Nullable Loop watching;
    private volatile @Nullable Loop releasing;

    /// Starts all loops; they end with `parts`.
    void start(Engine engine, Parts parts) {
        UnitConfig config = engine.ground.config();
        Reserving reserving = engine.reserving;
        parts.keep(Loop.every("pulse", config.reserve().pulse(), reserving.pulse::beat));
        for (int i = 0; i < RECOVERIES; i++) {
            parts.keep(Loop.start("recovery", () -> {
                engine.mending.recoveries.step(500);
                return Duration.ZERO;
            }));
        }
        parts.keep(Loop.every("stir", STIR, reserving.intake::stir));
        watching = parts.keep(Loop.every("watch", config.book().beat(), () -> {
            engine.mending.watch.beat(reserving.pulse);
            engine.unitSwitch.refresh();
            reserving.readers.follow(engine.ground.roster().all().stream()
                    .filter(reserving.pulse::isWatched)
                    .toList());
        }));
        parts.keep(reserving.readers);
        Releaser releaser =
                new Releaser(engine.life, engine.ground.postgres(), engine.ground.redis(), reserving.pulse::stir);
        releasing = parts.keep(Loop.start(
                "release",
                () -> releaser.step() ? Duration.ZERO : config.beats().order()));
        HeldSweep sweep = new HeldSweep(
                engine.ground.held(), engine.ground.postgres(), engine.ground.epochs(), engine.orders::find);
        parts.keep(Loop.every("held", SWEEP, sweep::sweep));
        parts.keep(Loop.every("attempts", SWEEP, engine.attempts::beat));
        parts.keep(Loop.every("audit", config.beats().audit(), engine.mending.audits::beat));
        parts.keep(Loop.every("watches", config.beats().watch(), engine.watches::beat));
    }

    /// Reads the roster, and hands in what must be, without waiting for the next beat.
    void readRoster() {
        Loop.rouse(watching);
    }

    /// Brings released units home without waiting for the next beat.
    void release() {
        Loop.rouse(releasing);
    }

    /// Ends the loop that says that this node lives.
    void endWatch() {
        Loop watch = watching;
        if (watch != null) {
            watch.close();
        }
    }
}
