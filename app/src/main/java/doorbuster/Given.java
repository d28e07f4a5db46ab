package doorbuster;

import doorbuster.telemetry.Signals;
import doorbuster.telemetry.Telemetry;
import java.security.SecureRandom;
import java.time.InstantSource;

/// What a node is handed from outside: its configuration, its time and randomness, where it says what it does, and who
/// closes what it opens.
record Given(UnitConfig config, InstantSource clock, SecureRandom random, Telemetry telemetry, Parts parts) {
    /// What the engine says through.
    Signals signals() {
        return telemetry.signals();
    }
}
