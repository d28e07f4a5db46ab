package doorbuster.telemetry;

import java.time.Duration;

/// How much of what happens is kept as traces. The `OTEL_*` variables win over the ratio.
///
/// @param ratio the part of requests that are traced from their start, 0–1
/// @param callers most requests in a second that are traced because their caller has sampled them, 0–10,000
/// @param kept most spans in a second that are kept because a request failed or was slow, 0–10,000
/// @param slow a request that takes this long is kept, 1 ms – 60 s
public record TelemetrySettings(double ratio, int callers, int kept, Duration slow) {
    static final int MOST = 10_000;
    private static final Duration SLOWEST = Duration.ofSeconds(60);

    /// @throws IllegalArgumentException when a number is out of its bounds
    public TelemetrySettings {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("telemetry.head-ratio is " + ratio + ", expected 0-1");
        }
        if (callers < 0 || callers > MOST || kept < 0 || kept > MOST) {
            throw new IllegalArgumentException("telemetry.callers-per-second and kept-per-second are 0-" + MOST
                    + ", not " + callers + ", " + kept);
        }
        if (!slow.isPositive() || slow.compareTo(SLOWEST) > 0) {
            throw new IllegalArgumentException("telemetry.slow-ms is " + slow.toMillis() + ", expected 1-60000");
        }
    }

    /// The defaults of `application.yaml`.
    public static TelemetrySettings usual() {
        return new TelemetrySettings(0.1, 20, 100, Duration.ofSeconds(1));
    }
}
