package doorbuster.catalogsync.unit;

import doorbuster.catalogsync.store.Session;
import doorbuster.catalogsync.store.StoreBroken;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// The unit's one subscription.
final class Subscription {
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final Map<String, String> NAME = Map.of("name", UnitState.SUBSCRIPTION);

    private Subscription() {}

    static void enable(Session unit) {
        unit.runWritten("unit/switch-subscription", Map.of("name", UnitState.SUBSCRIPTION, "action", "enable"));
    }

    /// Switches it off and waits until its worker is gone, so that nothing else writes.
    ///
    /// @throws StoreBroken when the worker is still there after 10 s
    static void stop(Session unit) {
        unit.runWritten("unit/switch-subscription", Map.of("name", UnitState.SUBSCRIPTION, "action", "disable"));
        long deadline = System.nanoTime() + STOP.toNanos();
        while (UnitState.read(unit).running()) {
            if (System.nanoTime() > deadline) {
                throw new StoreBroken("the apply worker does not stop");
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /// Parts it from its slot and drops it; works while the origin is away. It must be switched off.
    static void drop(Session unit) {
        unit.runWritten("unit/forget-slot", NAME);
        unit.runWritten("unit/drop-subscription", NAME);
    }

    /// The origin may have moved or changed its password since the subscription was made.
    static void point(Session unit, OriginLink origin) {
        unit.runWritten(
                "unit/connect-subscription", Map.of("name", UnitState.SUBSCRIPTION, "connection", connection(origin)));
    }

    static String connection(OriginLink origin) {
        return origin.database().libpq("doorbuster catalog " + origin.region());
    }
}
