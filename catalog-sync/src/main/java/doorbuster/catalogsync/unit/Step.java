package doorbuster.catalogsync.unit;

import doorbuster.catalogsync.unit.OriginSight.Away;
import doorbuster.catalogsync.unit.OriginSight.Reached;

/// The next thing a unit does, decided from what it sees and from nothing else.
public sealed interface Step {
    /// Nothing to do.
    record Rest(String condition) implements Step {}

    /// Copy the whole catalog and subscribe anew.
    record Seed(String reason) implements Step {}

    /// Switch the subscription on again.
    record Enable() implements Step {}

    /// Take the subscription away; the rows stay.
    record Leave() implements Step {}

    /// Doing what seems due would harm; an operator decides.
    record Refuse(String reason) implements Step {}

    /// In written order: the first line that holds decides.
    static Step decide(UnitState unit, OriginSight sight) {
        if (!unit.wanted()) {
            return unit.enabled().isPresent() ? new Leave() : new Rest("decommissioned");
        }
        return switch (sight) {
            case Away(String why) -> new Rest("origin away: " + why);
            case Reached origin -> decide(unit, origin);
        };
    }

    private static Step decide(UnitState unit, Reached origin) {
        if (origin.schema() > unit.schema()) {
            return new Refuse("the origin has schema " + origin.schema() + ", this unit understands " + unit.schema()
                    + ": upgrade the unit first");
        }
        if (unit.demand().isPresent()) {
            return new Seed(unit.demand().get());
        }
        if (origin.version() < unit.version()) {
            return new Refuse("the origin is at version " + origin.version() + ", behind this unit's " + unit.version()
                    + ": it was restored or replaced; force a re-seed when its catalog is right");
        }
        if (unit.enabled().isEmpty()) {
            return new Seed("there is no subscription");
        }
        if (!origin.slotUsable()) {
            return new Seed(origin.slotFound() ? "the slot was invalidated" : "the slot is gone");
        }
        if (!unit.enabled().get()) {
            return new Enable();
        }
        return new Rest(unit.running() ? "streaming" : "the apply worker is not running");
    }
}
