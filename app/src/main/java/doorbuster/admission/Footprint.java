package doorbuster.admission;

import doorbuster.sale.OrderId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one node remembers of one buyer at one sale: attempts in the running window, failed challenges, and the
/// attempt that is being answered.
///
/// The limit itself is kept by the critical script, over all nodes. A node refuses alone only whom the script has
/// refused, until that buyer's window ends, and whoever has more attempts under way at once than fit into a window.
/// A few attempts per window may be answered from memory; they are owed, and counted with the buyer's next call.
public final class Footprint {
    /// What a buyer with as many attempts under way as fit into a window is told to wait.
    private static final long FLOOD_WAIT_MILLIS = 1_000;

    private static final int MOST_SPARED = 10;
    private final int limit;
    private final Window attempts;
    private final Window failures;
    private final Window spared;
    private int paid;
    private int underWay;
    private long limitedUntilMillis;
    private @Nullable OrderId answering;

    Footprint(int limit, long windowMillis, long nowMillis) {
        this.limit = limit;
        this.attempts = new Window(windowMillis, nowMillis);
        this.failures = new Window(10 * windowMillis, nowMillis);
        this.spared = new Window(windowMillis, nowMillis);
    }

    /// Begins one attempt; [#ended] must follow when it may go on.
    ///
    /// @return 0 when it may go on, else the milliseconds until another may
    public synchronized long attempt(long nowMillis) {
        attempts.count(nowMillis);
        if (nowMillis < limitedUntilMillis) {
            return limitedUntilMillis - nowMillis;
        }
        if (underWay >= limit) {
            return FLOOD_WAIT_MILLIS;
        }
        underWay++;
        return 0;
    }

    /// Ends what [#attempt] let go on.
    public synchronized void ended() {
        underWay--;
    }

    /// Remembers that the unit's exact count refused the buyer, so that this node need not ask again until then.
    ///
    /// @param askedMillis when the script was asked: not later than it answered, so that nobody is refused too long
    public synchronized void limited(Duration retryAfter, long askedMillis) {
        limitedUntilMillis = Math.max(limitedUntilMillis, askedMillis + retryAfter.toMillis());
    }

    /// Whether one more attempt may be answered from memory: a tenth of the limit per window, at most ten.
    public synchronized boolean spare(long nowMillis) {
        if (spared.counted(nowMillis) >= Math.clamp(limit / 10, 1, MOST_SPARED)) {
            return false;
        }
        if (spared.count(nowMillis) == 1) {
            paid = 0;
        }
        return true;
    }

    /// Hands out what was answered from memory in this window and is not yet counted; whoever takes it, counts it.
    public synchronized int owed(long nowMillis) {
        int all = spared.counted(nowMillis);
        int owed = all == 0 ? 0 : all - paid;
        paid = all;
        return owed;
    }

    /// Counts one failed challenge.
    public synchronized void failed(long nowMillis) {
        failures.count(nowMillis);
    }

    /// Starts answering an attempt.
    ///
    /// @return false when another attempt of the buyer is being answered; a second try of the same one may go on,
    ///     as it takes nothing twice
    public synchronized boolean enter(OrderId order) {
        if (answering == null) {
            answering = order;
            return true;
        }
        return answering.equals(order);
    }

    /// Ends what [#enter] began. The second try of one attempt may end it while the first is still under way: a
    /// third with another key then goes to the script, which counts exactly.
    public synchronized void leave(OrderId order) {
        if (order.equals(answering)) {
            answering = null;
        }
    }

    synchronized int attempts(long nowMillis) {
        return attempts.counted(nowMillis);
    }

    synchronized int failures(long nowMillis) {
        return failures.counted(nowMillis);
    }
}
