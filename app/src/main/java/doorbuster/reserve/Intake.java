package doorbuster.reserve;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// Whether this node takes new orders, and how many attempts are on their way through it.
///
/// Who enters is counted before it is asked whether the node takes any; so once the switch is off and the count was
/// seen at 0 afterwards, nothing more can be accepted. A node that stood still so long that the others may have given
/// it up takes nothing until it has read the unit's switch again: the unit may be drained by now.
public final class Intake {
    private final LongSupplier nanos;
    private final long still;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger sleeps = new AtomicInteger();
    private volatile int sleepsSeen;
    private volatile long stirred;
    private volatile boolean off;

    /// @param nanos a clock that goes on while the process stands still
    /// @param still how long the process may stand still and be trusted afterwards
    public Intake(LongSupplier nanos, Duration still) {
        this.nanos = nanos;
        this.still = still.toNanos();
        stirred = nanos.getAsLong();
    }

    /// Lets an attempt in; who was let in must [#leave].
    ///
    /// @return false when nothing new is taken
    public boolean enter() {
        inside.incrementAndGet();
        if (off || hasSlept()) {
            inside.decrementAndGet();
            return false;
        }
        return true;
    }

    /// The attempt has its answer.
    public void leave() {
        inside.decrementAndGet();
    }

    /// Says that the process moves; to be said much more often than it may stand still.
    public void stir() {
        long now = nanos.getAsLong();
        if (now - stirred > still) {
            sleeps.incrementAndGet();
        }
        stirred = now;
    }

    /// How often the process stood still too long: to be asked before the unit's switch is read.
    public int sleeps() {
        stir();
        return sleeps.get();
    }

    /// The unit's switch was read: takes nothing new from now on, or takes again.
    ///
    /// @param sleepsBefore what [#sleeps] said before it was read
    public void turned(boolean off, int sleepsBefore) {
        this.off = off;
        sleepsSeen = sleepsBefore;
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

    private boolean hasSlept() {
        return sleepsSeen != sleeps.get() || nanos.getAsLong() - stirred > still;
    }
}
