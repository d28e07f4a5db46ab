package doorbuster.loadtest.trial;

import doorbuster.infra.admin.Refused;
import doorbuster.infra.admin.UnitClient;
import doorbuster.infra.local.Child;
import doorbuster.infra.local.StartFailed;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// One app process of a trial unit.
///
/// @param front where buyers reach it
/// @param admin its operators' socket, with an operator's token
public record AppNode(String name, InetSocketAddress front, UnitClient admin, Child process) {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final long LOOK_NANOS = 50_000_000;

    /// Waits until it says that it is ready.
    ///
    /// @throws StartFailed when it ends before, or is not ready within two minutes
    public void awaitReady() {
        long deadline = System.nanoTime() + START.toNanos();
        while (!isReady()) {
            if (!process.isAlive()) {
                throw new StartFailed(name + " ended at start: " + process.lastWords());
            }
            if (System.nanoTime() - deadline > 0) {
                throw new StartFailed(name + " is not ready after " + START.toSeconds() + " s; see " + process.log());
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /// Asks it to end in order, as a roll-out does.
    public void stop() {
        process.stop(STOP);
    }

    /// Whether it says that buyers may be sent to it.
    public boolean isReady() {
        try {
            var _ = admin.get("/observe/health/ready");
            return true;
        } catch (Refused _) {
            return false;
        }
    }
}
