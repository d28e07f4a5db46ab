package doorbuster.store;

import java.util.List;
import java.util.concurrent.CompletionStage;

/// Runs scripts in the lanes' slots: [Redis] in a unit, a memory in the simulator.
public interface Scripts {
    /// Runs a script in the slot of its keys.
    ///
    /// @param keys all keys the script touches, of one slot
    /// @return completes within about the command time-out, never exceptionally
    CompletionStage<Reply> run(Script script, List<String> keys, List<String> args);

    /// As [#run], waiting for the answer on the calling (virtual) thread.
    Reply call(Script script, List<String> keys, List<String> args);

    /// The clock by which the age of an answer is told: nanoseconds that only go forward.
    default long nanos() {
        return System.nanoTime();
    }
}
