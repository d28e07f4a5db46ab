package doorbuster.simulator;

import java.util.Set;
import java.util.function.Consumer;

/// A thread stands still right after one step of its own, as under a long pause or a busy scheduler, and the world goes
/// on without it. Its process lives: its other threads go on, too.
final class Snag {
    private final Set<String> steps;
    private final int holdMillis;
    private final Consumer<String> meanwhile;
    private int skip;

    /// @param steps the scripts, or first statements of transactions, after which the thread may stand still
    /// @param skip how many such steps go well before
    /// @param holdMillis how long it stands
    /// @param meanwhile told the process whose thread stands; must not wait
    Snag(Set<String> steps, int skip, int holdMillis, Consumer<String> meanwhile) {
        this.steps = steps;
        this.skip = skip;
        this.holdMillis = holdMillis;
        this.meanwhile = meanwhile;
    }

    /// Whether this step is the one; each snag has one only.
    boolean catches(String step) {
        return steps.contains(step) && skip-- == 0;
    }

    int holdMillis() {
        return holdMillis;
    }

    /// The thread stands still now.
    void caught(String client) {
        meanwhile.accept(client);
    }
}
