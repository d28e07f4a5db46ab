package doorbuster.catalogsync.origin;

import doorbuster.catalogsync.store.Database;
import doorbuster.catalogsync.store.Migrations;
import doorbuster.catalogsync.store.Session;
import java.util.Map;
import java.util.Optional;

/// Moves the origin's schema forward, but never before every unit: a unit that lacks a column the origin sends
/// stops applying.
public record OriginSchema(Database database, Migrations migrations) {

    public sealed interface Step {
        record Moved(int schema) implements Step {}

        /// This unit has to be upgraded first (or removed).
        record UnitBehind(String region, int understands, int wanted) implements Step {}
    }

    public Step move() {
        int wanted = migrations.known();
        Optional<Step> behind = behind(wanted);
        if (behind.isPresent()) {
            return behind.get();
        }
        migrations.run();
        return new Step.Moved(wanted);
    }

    private Optional<Step> behind(int wanted) {
        try (Session session = database.open()) {
            if (!session.one("origin/schema", Map.of(), row -> row.truth("present"))) {
                return Optional.empty();
            }
            return session.row(
                            "origin/least-schema",
                            Map.of(),
                            row -> new Step.UnitBehind(row.text("region"), row.small("schema_version"), wanted))
                    .filter(unit -> unit.understands() < wanted)
                    .map(unit -> (Step) unit);
        }
    }
}
