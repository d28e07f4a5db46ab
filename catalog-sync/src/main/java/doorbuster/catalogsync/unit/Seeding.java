package doorbuster.catalogsync.unit;

import doorbuster.catalogsync.store.ExportedSlot;
import doorbuster.catalogsync.store.Session;
import doorbuster.catalogsync.store.SlotNames;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntSupplier;

/// Copies the whole catalog into a unit that is being read all the while, and subscribes to what comes after it.
///
/// A new slot exports the snapshot it starts from; the snapshot is staged beside the live tables; one
/// transaction merges it and makes the subscription. Readers see the old rows until that commit and the new
/// ones after it, never fewer. A death anywhere before it leaves the old catalog, and a slot of a name nobody
/// reads from, which the next attempt drops.
///
/// @param slotNumber where the numbers in slot names come from
record Seeding(OriginLink origin, String publication, IntSupplier slotNumber) {

    /// What a seeding did.
    ///
    /// @param rows    copied from the origin
    /// @param changed how many of this unit's rows were different
    record Seeded(String slot, long version, long rows, long changed, Duration took) {}

    Seeded seed(Session unit, UnitState before, String reason) {
        long start = System.nanoTime();
        String slot = SlotNames.of(origin.region(), slotNumber.getAsInt());
        origin.register(slot, before.schema());
        if (before.enabled().isPresent()) {
            Subscription.stop(unit);
        }
        origin.dropSlotsBut("");
        try (ExportedSlot exported = origin.database().exportSlot(slot);
                Session from = origin.database().open()) {
            return from.withinSnapshot(() -> {
                from.useSnapshot(exported.snapshot());
                return unit.within(() -> merge(unit, from, before, slot, reason, start));
            });
        }
    }

    private Seeded merge(Session unit, Session from, UnitState before, String slot, String reason, long start) {
        long rows = Copying.all(from, unit);
        unit.run("unit/lock-catalog");
        long changed = 0;
        for (String table : Copying.TABLES) {
            int touched = unit.run("unit/merge-" + table);
            changed += table.equals("heartbeat") ? 0 : touched;
        }
        unit.run("unit/seed-done");
        if (changed > 0) {
            unit.run("unit/raise-revision");
        }
        if (before.enabled().isPresent()) {
            Subscription.drop(unit);
        }
        unit.runWritten(
                "unit/create-subscription",
                Map.of(
                        "name",
                        UnitState.SUBSCRIPTION,
                        "connection",
                        Subscription.connection(origin),
                        "publication",
                        publication,
                        "slot",
                        slot));
        UnitState after = UnitState.read(unit);
        unit.run(
                "store/write-act",
                Map.of(
                        "actor", "catalog-sync",
                        "what", "seed",
                        "detail", reason + ": version " + after.version() + ", " + changed + " rows changed"));
        return new Seeded(slot, after.version(), rows, changed, Duration.ofNanos(System.nanoTime() - start));
    }
}
