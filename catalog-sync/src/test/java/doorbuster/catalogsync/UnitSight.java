package doorbuster.catalogsync;

import doorbuster.catalogsync.store.Session;
import doorbuster.catalogsync.unit.Keeper;
import java.util.Map;

/// Looks into a unit under test.
final class UnitSight {
    private UnitSight() {}

    /// The newest catalog-sync of that place.
    static Keeper keeper(Place unit) {
        if (unit.part() instanceof UnitPart part) {
            return part.keeper();
        }
        throw new AssertionError("not a unit");
    }

    static String of(Session session) {
        return session.one("origin/count-products", Map.of(), row -> row.number("products")) + " products";
    }
}
