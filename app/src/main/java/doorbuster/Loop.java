package doorbuster;

import doorbuster.store.Postgres;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A step that runs again and again on a thread of its own, rests in between and can be woken.
///
/// A step that fails rests a little longer and runs again: a broken store is the only failure that is expected, and it
/// is logged once until it heals.
final class Loop implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Loop.class.getName());
    private static final Duration AFTER_FAILURE = Duration.ofMillis(250);
    private static final Duration TO_END = Duration.ofSeconds(10);

    /// One step of a loop.
    interface Step {
        /// Does one step and says how long to rest before the next; zero for not at all.
        Duration run() throws InterruptedException;
    }

    private final String name;
    private final Step step;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;
    private volatile boolean ending;

    private Loop(String name, Step step) {
        this.name = name;
        this.step = step;
        thread = Thread.ofVirtual().name(name).unstarted(this::turn);
    }

    /// Starts a loop.
    static Loop start(String name, Step step) {
        Loop loop = new Loop(name, step);
        loop.thread.start();
        return loop;
    }

    /// Starts a loop that rests as long after each step.
    static Loop every(String name, Duration rest, Runnable step) {
        return start(name, () -> {
            step.run();
            return rest;
        });
    }

    /// Ends a rest that is under way, or skips the next.
    void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    /// As [#wake()], for a loop that may not be there yet.
    static void rouse(@Nullable Loop loop) {
        if (loop != null) {
            loop.wake();
        }
    }

    /// Ends the loop after the step that is under way, without waiting for it.
    void end() {
        ending = true;
        wake();
    }

    /// Ends the loop after the step that is under way, waiting for it at most ten seconds.
    @Override
    public void close() {
        end();
        try {
            if (!thread.join(TO_END)) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn() {
        boolean failing = false;
        while (!ending) {
            Duration rest;
            try {
                rest = step.run();
                if (failing) {
                    LOG.log(System.Logger.Level.INFO, "{0} works again", name);
                }
                failing = false;
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                if (!failing) {
                    logged(e);
                }
                failing = true;
                rest = AFTER_FAILURE;
            }
            if (!rested(rest)) {
                return;
            }
        }
    }

    private boolean rested(Duration rest) {
        try {
            if (rest.isPositive() && wake.tryAcquire(rest.toNanos(), TimeUnit.NANOSECONDS)) {
                wake.drainPermits();
            }
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }

    private void logged(RuntimeException e) {
        if (e instanceof Postgres.Away) {
            LOG.log(System.Logger.Level.WARNING, "{0} waits: {1}", name, e.getMessage());
        } else {
            LOG.log(System.Logger.Level.ERROR, name + " failed by a bug and goes on", e);
        }
    }
}
