package doorbuster.infra.fleet;

import doorbuster.infra.local.StartFailed;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Starts a process that has died again, on its data, as Kubernetes would: after 1 s, then 2, 4 … up to 10
/// s. Who ran for a minute starts over at 1 s.
final class Supervisor {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration STABLE = Duration.ofMinutes(1);

    private final Fleet fleet;
    private final Progress progress;
    private final boolean restart;
    private final CountDownLatch ended = new CountDownLatch(1);

    /// @param restart false: a dead process is told about and left dead
    Supervisor(Fleet fleet, Progress progress, boolean restart) {
        this.fleet = fleet;
        this.progress = progress;
        this.restart = restart;
    }

    /// Watches all parts; returns when [#end()] is called.
    void watch() {
        fleet.parts().forEach(this::attend);
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Watches one more part, which was added later.
    void attend(Part part) {
        Thread.ofVirtual().name("watch").start(() -> watch(part));
    }

    void end() {
        ended.countDown();
    }

    private void watch(Part part) {
        Duration pause = FIRST;
        long since = System.nanoTime();
        while (awaitDeath(part) && !fleet.isClosing() && !part.isReleased()) {
            if (part.child().isAlive()) {
                continue; // another process has taken its place
            }
            String who = part.owner() + " " + part.role().word() + " " + part.endpoint();
            if (!restart) {
                progress.say(who + " has died and stays dead (--no-restart)");
                return;
            }
            pause = System.nanoTime() - since > STABLE.toNanos() ? FIRST : pause;
            progress.say(who + " has died; starting it again in " + pause.toSeconds() + " s");
            if (sleptUntilTheEnd(pause)) {
                return;
            }
            since = System.nanoTime();
            startAgain(part, who);
            pause = longer(pause);
        }
    }

    private void startAgain(Part part, String who) {
        try {
            part.restart();
            progress.say(who + " runs again as process " + part.child().pid());
        } catch (StartFailed e) {
            progress.say(who + " cannot be started: " + e.getMessage());
        }
        fleet.write();
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
    }

    private boolean sleptUntilTheEnd(Duration pause) {
        try {
            return ended.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static boolean awaitDeath(Part part) {
        try {
            part.child().awaitEnd();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
