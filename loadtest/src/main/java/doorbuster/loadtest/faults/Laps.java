package doorbuster.loadtest.faults;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where the time of a round goes. For one thread.
final class Laps {
    private final Map<String, Duration> all = new LinkedHashMap<>();
    private long begun = System.nanoTime();

    /// Ends a lap and begins the next.
    void end(String name) {
        long now = System.nanoTime();
        all.merge(name, Duration.ofNanos(now - begun), Duration::plus);
        begun = now;
    }

    /// Those that have ended, in their order.
    Map<String, Duration> all() {
        return new LinkedHashMap<>(all);
    }
}
