package doorbuster.catalogsync.unit;

import doorbuster.catalogsync.store.Session;
import doorbuster.catalogsync.unit.Audit.Drift;
import java.util.List;
import java.util.Map;

/// Mends rows that drifted, at exactly the version this unit has.
///
/// The origin may be ahead, and the unit may be unable to follow just because of the drift (a row inserted by
/// hand where the origin inserts the same key). So the truth is asked for as it was at the unit's version,
/// and the apply worker is held off by a lock until the rows are right.
record Repair(OriginLink origin) {
    private static final int RECORDED = 1000;

    /// One row that was not what it should be.
    ///
    /// @param kind `missing`, `altered` or `extra`
    record Difference(String table, String key, String kind) {}

    sealed interface Outcome {
        record Mended(List<Difference> differences) implements Outcome {}

        /// Another version was applied meanwhile; the next audit sees what is left.
        record Overtaken() implements Outcome {}

        /// The origin's history does not give what the manifest says: a new copy is needed.
        record Hopeless() implements Outcome {}
    }

    Outcome mend(Session unit, Drift drift) {
        try (Session from = origin.database().open()) {
            return from.withinSnapshot(() -> unit.within(() -> mend(unit, from, drift)));
        }
    }

    private static Outcome mend(Session unit, Session from, Drift drift) {
        Copying.at(drift.version(), from, unit);
        unit.run("unit/lock-catalog");
        if (UnitState.read(unit).version() != drift.version()) {
            unit.undo();
            return new Outcome.Overtaken();
        }
        List<Difference> differences = unit.rows(
                "unit/differences",
                Map.of(),
                row -> new Difference(row.text("table_name"), row.text("key"), row.text("kind")));
        unit.run("unit/merge-category");
        unit.run("unit/merge-product");
        if (!(Audit.run(unit) instanceof Audit.Equal)) {
            unit.undo();
            return new Outcome.Hopeless();
        }
        record(unit, drift, differences);
        return new Outcome.Mended(differences);
    }

    private static void record(Session unit, Drift drift, List<Difference> differences) {
        for (Difference difference : differences.subList(0, Math.min(RECORDED, differences.size()))) {
            unit.run(
                    "unit/write-drift",
                    Map.of(
                            "version", drift.version(),
                            "table_name", difference.table(),
                            "key", difference.key(),
                            "kind", difference.kind()));
        }
        unit.run("unit/prune-drift");
        unit.run("unit/raise-revision");
        unit.run(
                "store/write-act",
                Map.of(
                        "actor", "catalog-sync",
                        "what", "repair",
                        "detail", differences.size() + " rows at version " + drift.version()));
    }
}
