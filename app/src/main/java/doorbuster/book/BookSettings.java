package doorbuster.book;

import doorbuster.store.Bounds;
import java.time.Duration;

/// How a unit keeps its book.
///
/// @param handIn how long a recovery waits for the nodes to hand in, 500 ms – 60 s
/// @param nodeLease how long a node that says nothing counts as alive, 1 s – 60 s; longer than three beats
/// @param beat how often a node reads the roster and says that it lives, 50 ms – 5 s
/// @param patience how long a recovery repeats steps that Redis does not answer before it starts over, 1 s – 10 min
public record BookSettings(Duration handIn, Duration nodeLease, Duration beat, Duration patience) {
    /// @throws IllegalArgumentException when a number is out of its bounds or two contradict each other
    public BookSettings {
        Bounds.check("book.hand-in-ms", handIn.toMillis(), 500, 60_000);
        Bounds.check("book.node-lease-ms", nodeLease.toMillis(), Math.max(1_000, 3 * beat.toMillis()), 60_000);
        Bounds.check("book.beat-ms", beat.toMillis(), 50, 5_000);
        Bounds.check("book.patience-ms", patience.toMillis(), 1_000, 600_000);
    }
}
