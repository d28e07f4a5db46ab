package doorbuster.catalogsync;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// One thing done again and again on a thread of its own, with a growing pause while it fails.
public final class Loop implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Loop.class.getName());
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    private Loop(String name, Duration pause, Duration longest, Runnable step) {
        this.thread = Thread.ofPlatform().name(name).daemon().start(() -> run(name, pause, longest, step));
    }

    /// Runs `step` every `pause`; after failures in a row the pause doubles up to `longest`.
    public static Loop every(String name, Duration pause, Duration longest, Runnable step) {
        return new Loop(name, pause, longest, step);
    }

    private void run(String name, Duration pause, Duration longest, Runnable step) {
        Duration next = Duration.ZERO;
        int failures = 0;
        while (!stopped(next)) {
            try {
                step.run();
                failures = 0;
                next = pause;
            } catch (RuntimeException e) {
                if (failures++ == 0) {
                    LOG.log(Level.WARNING, name + " failed, trying again: " + e.getMessage());
                }
                long millis = pause.toMillis() << Math.min(failures, 10);
                next = Duration.ofMillis(Math.clamp(millis, pause.toMillis(), longest.toMillis()));
            }
        }
    }

    private boolean stopped(Duration wait) {
        try {
            return stop.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /// Stops after the present step; a step that hangs is left to its own time-out.
    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
