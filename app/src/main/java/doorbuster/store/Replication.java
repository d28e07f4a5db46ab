package doorbuster.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Says whether what a lane has written would survive its primary.
@FunctionalInterface
public interface Replication {
    /// Waits, less than a command time-out, until a replica has all that was written in a lane before this call.
    ///
    /// @param state the key of the lane's state
    /// @param epoch under which it was written
    /// @return false when no replica has it in time, when the lane is not open under this epoch any more, and
    ///     when nobody knows; never completes exceptionally
    CompletionStage<Boolean> reached(String state, long epoch);

    /// For a unit that does not wait for replicas.
    static Replication unasked() {
        return (_, _) -> CompletableFuture.completedFuture(true);
    }
}
