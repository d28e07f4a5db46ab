package doorbuster.simulator;

import doorbuster.book.Register;
import doorbuster.reserve.Epochs;
import doorbuster.simulator.postgres.Tables;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import doorbuster.store.Sql;
import java.util.Map;

/// What of the unit is other than in production; by itself nothing is.
interface Variant {
    /// The unit as it is.
    Variant NONE = new Variant() {};

    /// The text of a script.
    default String text(Script script) {
        return script.text(false);
    }

    /// Changes statements.
    default void change(Map<Sql, Tables.Statement> statements) {}

    /// What a node's recoveries ask of Postgres.
    default Register register(Register register) {
        return register;
    }

    /// A node's connection to Redis.
    default Scripts scripts(Scripts scripts) {
        return scripts;
    }

    /// A recovery's connection to Redis.
    default Scripts quiet(Scripts scripts) {
        return scripts;
    }

    /// The epochs by which a node decides what it may still call ACCEPTED.
    default Epochs forHeld(Epochs known) {
        return known;
    }

    /// The identity of a try.
    ///
    /// @param random 128 random bits
    /// @param st what Redis says of the first lane
    default String rid(String random, Map<String, String> st) {
        return random;
    }

    /// Whether a node holds attempts whose outcome it does not know.
    default boolean holdsUnknown() {
        return false;
    }

    /// Whether a node lets go of what its lane no longer has.
    default boolean dropsOnMissing() {
        return false;
    }
}
