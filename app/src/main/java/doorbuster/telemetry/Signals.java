package doorbuster.telemetry;

import io.opentelemetry.api.OpenTelemetry;

/// Everything through which the engine says what it does.
public record Signals(Traces traces, Measures measures) {
    /// Says nothing, for tests and tools.
    public static Signals off() {
        return new Signals(new Traces(OpenTelemetry.noop().getTracer("off")), Measures.off());
    }
}
