package doorbuster.infra.local;

import java.time.Duration;

/// The wait between two looks at something that is starting.
public final class Pause {
    private Pause() {}

    /// Waits.
    ///
    /// @throws StartFailed when the thread is interrupted: whoever waits is to give up
    public static void of(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("interrupted while waiting for a server", e);
        }
    }
}
