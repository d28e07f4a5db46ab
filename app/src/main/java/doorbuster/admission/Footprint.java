package doorbuster.admission;

import doorbuster.sale.OrderId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one node remembers of one buyer at one sale: attempts in the running window, failed challenges, and the
/// attempt that is being answered.
public final class Footprint {
    private final int limit;
    private final Window attempts;
    private final Window failures;
    private long limitedUntilMillis;
    private @Nullable OrderId underWay;

    Footprint(int limit, long windowMillis, long nowMillis) {
        this.limit = limit;
        this.attempts = new Window(windowMillis, nowMillis);
        this.failures = new Window(10 * windowMillis, nowMillis);
    }

    /// Counts one attempt.
    ///
    /// @return 0 when it may go on, else the milliseconds until another may
    public synchronized long attempt(long nowMillis) {
        int count = attempts.count(nowMillis);
        if (nowMillis < limitedUntilMillis) {
            return limitedUntilMillis - nowMillis;
        }
        return count <= limit ? 0 : Math.max(1, attempts.endsInMillis(nowMillis));
    }

    /// Remembers that the unit's exact count refused the buyer, so that this node need not ask again until then.
    public synchronized void limited(Duration retryAfter, long nowMillis) {
        limitedUntilMillis = Math.max(limitedUntilMillis, nowMillis + retryAfter.toMillis());
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
        if (underWay == null) {
            underWay = order;
            return true;
        }
        return underWay.equals(order);
    }

    /// Ends what [#enter] began. The second try of one attempt may end it while the first is still under way: a
    /// third with another key then goes to the script, which counts exactly.
    public synchronized void leave(OrderId order) {
        if (order.equals(underWay)) {
            underWay = null;
        }
    }

    synchronized int attempts(long nowMillis) {
        return attempts.counted(nowMillis);
    }

    synchronized int failures(long nowMillis) {
        return failures.counted(nowMillis);
    }
}
