package doorbuster.catalogsync.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.instrumentation.runtimemetrics.java8.RuntimeMetrics;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Traces and metrics. Nothing is pushed unless the standard `OTEL_*` variables name a collector; metrics can always be
/// scraped.
public final class Telemetry {
    /// The label by which dashboards group; the same word as `cloud.region`.
    private static final String REGION = "region";

    private static final String SCOPE = "doorbuster.catalogsync";
    private final Tracer tracer;
    private final Meter meter;
    private final Scrape scrape;

    private Telemetry(OpenTelemetry sdk, PrometheusMetricReader reader) {
        tracer = sdk.getTracer(SCOPE);
        meter = sdk.getMeter(SCOPE);
        scrape = new Scrape(reader);
    }

    /// The SDK as the environment wants it; exporters are off by default.
    ///
    /// @param node different for each process of the region
    public static Telemetry start(String region, String node) {
        PrometheusMetricReader reader = reader();
        OpenTelemetry sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> Map.of(
                        "otel.service.name", "doorbuster-catalog-sync",
                        "otel.traces.exporter", exporter(),
                        "otel.metrics.exporter", "none",
                        "otel.logs.exporter", "none"))
                .addResourceCustomizer((resource, _) -> resource.toBuilder()
                        .put("cloud.region", region)
                        .put(REGION, region)
                        .put("service.instance.id", node)
                        .build())
                .addMeterProviderCustomizer((builder, _) -> builder.registerMetricReader(reader))
                .build()
                .getOpenTelemetrySdk();
        var _ = RuntimeMetrics.create(sdk);
        return new Telemetry(sdk, reader);
    }

    /// OTLP as soon as a collector is named, nothing before.
    private static String exporter() {
        Set<String> named = Set.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
        return named.stream().anyMatch(System.getenv()::containsKey) ? "otlp" : "none";
    }

    /// Records nothing, for tests and tools.
    public static Telemetry off() {
        return new Telemetry(OpenTelemetry.noop(), reader());
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

    /// A figure that is read from memory when somebody scrapes it; empty when it is not known.
    public void observe(Metric metric, Supplier<OptionalDouble> value) {
        Consumer<ObservableDoubleMeasurement> look = point -> value.get().ifPresent(point::record);
        if (metric.grows()) {
            var _ = meter.counterBuilder(metric.title())
                    .ofDoubles()
                    .setUnit(metric.unit())
                    .setDescription(metric.description())
                    .buildWithCallback(look);
        } else {
            var _ = meter.gaugeBuilder(metric.title())
                    .setUnit(metric.unit())
                    .setDescription(metric.description())
                    .buildWithCallback(look);
        }
    }

    /// The metrics as they are scraped.
    public Scrape scrape() {
        return scrape;
    }

    private static PrometheusMetricReader reader() {
        return PrometheusMetricReader.builder()
                .setOtelScopeLabelsEnabled(false)
                .setAllowedResourceAttributesFilter(REGION::equals)
                .build();
    }
}
