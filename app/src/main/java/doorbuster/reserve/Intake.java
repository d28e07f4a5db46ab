package doorbuster.reserve;

import java.util.concurrent.atomic.AtomicInteger;

/// Whether this node takes new orders, and how many attempts are on their way through it.
///
/// Who enters is counted before it is asked whether the node takes any; so once the switch is off and the count was
/// seen
/// at 0 afterwards, nothing more can be accepted.
public final class Intake {
    private final AtomicInteger inside = new AtomicInteger();
    private volatile boolean off;

    /// Lets an attempt in; who was let in must [#leave].
    ///
    /// @return false when nothing new is taken
    public boolean enter() {
        inside.incrementAndGet();
        if (off) {
            inside.decrementAndGet();
            return false;
        }
        return true;
    }

    /// The attempt has its answer.
    public void leave() {
        inside.decrementAndGet();
    }

    /// Takes nothing new from now on, or takes again.
    public void turnOff(boolean now) {
        off = now;
    }

    /// Whether nothing new is taken.
    public boolean isOff() {
        return off;
    }

    /// Attempts that were let in and have no answer yet.
    public int inside() {
        return inside.get();
    }
}
