package doorbuster.loadtest.faults;

import java.io.IOException;
import java.sql.SQLException;

/// How a fault is done to a unit.
@FunctionalInterface
interface Blow {
    /// How it is undone. Runs once, also when the round failed meanwhile.
    @FunctionalInterface
    interface Cure {
        /// For a fault that is over when it has struck.
        Cure NONE = () -> {};

        void heal() throws IOException, SQLException;
    }

    /// Strikes; returns as soon as it has.
    Cure strike(Scene scene) throws IOException, SQLException;
}
