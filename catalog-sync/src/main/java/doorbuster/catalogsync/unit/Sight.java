package doorbuster.catalogsync.unit;

import java.util.Optional;

/// The newest of what a unit's process knows, for health, metrics and status; replaced as a whole.
///
/// @param leads     whether this process acts, or stands by for another
/// @param condition one line for people
/// @param refused   whether the condition needs an operator
public record Sight(
        boolean leads,
        String condition,
        boolean refused,
        Optional<UnitState> unit,
        Optional<OriginSight> origin,
        Optional<Audit> audit) {
    static final Sight NONE = new Sight(false, "starting", false, Optional.empty(), Optional.empty(), Optional.empty());

    Sight with(UnitState state, OriginSight seen, Step step) {
        return switch (step) {
            case Step.Rest(String why) -> say(why, false, state, seen);
            case Step.Seed(String why) -> say("seeding: " + why, false, state, seen);
            case Step.Enable() -> say("switching the subscription on", false, state, seen);
            case Step.Leave() -> say("leaving", false, state, seen);
            case Step.Refuse(String why) -> say(why, true, state, seen);
        };
    }

    Sight with(Audit newest) {
        return new Sight(leads, condition, refused, unit, origin, Optional.of(newest));
    }

    Sight standingBy() {
        return new Sight(false, "standing by", false, Optional.empty(), Optional.empty(), audit);
    }

    private Sight say(String why, boolean refuse, UnitState state, OriginSight seen) {
        return new Sight(true, why, refuse, Optional.of(state), Optional.of(seen), audit);
    }
}
