package doorbuster.console;

import java.util.List;

/// What the operator's page shows beside the books; read from memory, so that looking costs no store call.
@FunctionalInterface
public interface Vitals {
    /// The reading of this moment.
    Reading now();

    /// What one node knows.
    ///
    /// @param settleLagMillis age of the oldest entry that is not settled, 0 when there is none
    /// @param held attempts this node holds until Postgres has them
    /// @param deadLetters entries that wait for an operator
    /// @param lanes the lanes of all sales that are not closed
    record Reading(
            List<Health.Check> stores, long settleLagMillis, long held, long deadLetters, List<LaneReading> lanes) {}

    /// A lane's phase when its oldest entry has a newer form than this node reads: nothing of the lane is settled
    /// until a newer node leads it; it sells on, and the other lanes are settled.
    String NEWER_ENTRY = "NEWER_ENTRY";

    /// One lane as this node saw it last.
    ///
    /// @param phase such as `OPEN`, or [#NEWER_ENTRY]
    record LaneReading(String sale, int lane, String phase, long available) {}
}
