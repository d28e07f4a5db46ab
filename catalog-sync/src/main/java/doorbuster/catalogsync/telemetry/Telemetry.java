package doorbuster.catalogsync.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;
import java.util.function.Supplier;

/// Traces. Nothing is exported unless the standard `OTEL_*` variables ask for it.
public record Telemetry(OpenTelemetry sdk, Tracer tracer) {

    /// The SDK as the environment wants it; exporters are off by default.
    public static Telemetry start(String region) {
        OpenTelemetry sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> Map.of(
                        "otel.service.name", "doorbuster-catalog-sync",
                        "otel.resource.attributes", "cloud.region=" + region,
                        "otel.traces.exporter", "none",
                        "otel.metrics.exporter", "none",
                        "otel.logs.exporter", "none"))
                .build()
                .getOpenTelemetrySdk();
        return new Telemetry(sdk, sdk.getTracer("doorbuster.catalogsync"));
    }

    /// Records nothing, for tests and tools.
    public static Telemetry off() {
        return new Telemetry(OpenTelemetry.noop(), OpenTelemetry.noop().getTracer("off"));
    }

    /// Runs `work` as a span.
    public <T> T span(String name, Supplier<T> work) {
        Span span = tracer.spanBuilder(name).startSpan();
        try (Scope _ = span.makeCurrent()) {
            return work.get();
        } catch (RuntimeException e) {
            span.setStatus(StatusCode.ERROR, e.getClass().getSimpleName());
            throw e;
        } finally {
            span.end();
        }
    }
}
