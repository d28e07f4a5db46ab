package doorbuster.infra.local;

import java.time.Duration;

/// The wait between two looks at something that is starting.
final class Pause {
    private Pause() {}

    /// @throws StartFailed when the thread is interrupted: whoever waits is to give up
    static void of(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("interrupted while waiting for a server", e);
        }
    }
}
