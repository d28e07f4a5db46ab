package doorbuster.catalogsync.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.instrumentation.runtimemetrics.java8.RuntimeMetrics;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Traces and metrics. Nothing is pushed unless the standard `OTEL_*` variables name a collector; metrics can always be
/// scraped.
public final class Telemetry {
    /// The label by which dashboards group; the same word as `cloud.region`.
    private static final String REGION = "region";

    private static final String SCOPE = "doorbuster.catalogsync";
    private static final String EXPORTER = "otel.traces.exporter";
    private static final String QUEUE = "otel.bsp.max.queue.size";
    private static final int USUAL_QUEUE = 2048;
    private static final AttributeKey<Long> VERSION = AttributeKey.longKey("doorbuster.catalog.version");
    private final Tracer tracer;
    private final Meter meter;
    private final Scrape scrape;

    private Telemetry(OpenTelemetry sdk, PrometheusMetricReader reader, Outbox outbox) {
        tracer = sdk.getTracer(SCOPE);
        meter = sdk.getMeter(SCOPE);
        scrape = new Scrape(reader);
        outbox.observe(meter);
    }

    /// The SDK as the environment wants it; exporters are off by default.
    ///
    /// @param node different for each process of the region
    public static Telemetry start(String region, String node) {
        return start(region, node, Map.of(), UnaryOperator.identity());
    }

    /// The same, but all spans go to this exporter.
    ///
    /// @param settings `otel.*` properties that win over the environment
    public static Telemetry to(SpanExporter exporter, Map<String, String> settings, String region, String node) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(EXPORTER, "otlp");
        return start(region, node, all, _ -> exporter);
    }

    private static Telemetry start(
            String region, String node, Map<String, String> settings, UnaryOperator<SpanExporter> exporter) {
        PrometheusMetricReader reader = reader();
        Outbox outbox = new Outbox();
        OpenTelemetry sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> Map.of(
                        "otel.service.name",
                        "doorbuster-catalog-sync",
                        EXPORTER,
                        exporter(),
                        "otel.metrics.exporter",
                        "none",
                        "otel.logs.exporter",
                        "none"))
                .addPropertiesCustomizer(_ -> settings)
                .addResourceCustomizer((resource, _) -> resource.toBuilder()
                        .put("cloud.region", region)
                        .put(REGION, region)
                        .put("service.instance.id", node)
                        .build())
                .addTracerProviderCustomizer((builder, _) -> builder.setIdGenerator(new GivenIds()))
                .addSpanExporterCustomizer((usual, _) -> outbox.counted(exporter.apply(usual)))
                .addSpanProcessorCustomizer(
                        (processor, config) -> outbox.bounded(processor, config.getInt(QUEUE, USUAL_QUEUE)))
                .addMeterProviderCustomizer((builder, _) -> builder.registerMetricReader(reader))
                .build()
                .getOpenTelemetrySdk();
        var _ = RuntimeMetrics.create(sdk);
        return new Telemetry(sdk, reader, outbox);
    }

    /// OTLP as soon as a collector is named, nothing before.
    private static String exporter() {
        Set<String> named = Set.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
        return named.stream().anyMatch(System.getenv()::containsKey) ? "otlp" : "none";
    }

    /// Records nothing, for tests and tools.
    public static Telemetry off() {
        return new Telemetry(OpenTelemetry.noop(), reader(), new Outbox());
    }

    /// Runs `work` as a span that is linked to the one which made the version it was about.
    ///
    /// @param about only asked when the span is recorded
    public <T> T span(SpanName name, Supplier<T> work, Function<T, Optional<Edition>> about) {
        Span span = tracer.spanBuilder(name.title()).setSpanKind(name.kind()).startSpan();
        try (Scope _ = span.makeCurrent()) {
            T result = work.get();
            if (span.isRecording()) {
                about.apply(result)
                        .ifPresent(edition -> span.addLink(edition.made()).setAttribute(VERSION, edition.number()));
            }
            return result;
        } catch (RuntimeException e) {
            span.setStatus(StatusCode.ERROR, e.getClass().getSimpleName());
            throw e;
        } finally {
            span.end();
        }
    }

    /// Runs `work`, which may make a version. Its span is made when it has ended, because its ids are those of the
    /// version, by which the units link to it.
    ///
    /// @param caller the caller's `traceparent`, empty without one
    /// @param made the version that came of it, if one did
    public <T> T making(SpanName name, String caller, Supplier<T> work, Function<T, Optional<Edition>> made) {
        Instant began = Instant.now();
        try {
            T result = work.get();
            made.apply(result)
                    .ifPresentOrElse(
                            edition -> GivenIds.within(
                                    edition.made(),
                                    () -> begun(name, caller, began)
                                            .setAttribute(VERSION, edition.number())
                                            .end()),
                            () -> begun(name, caller, began).end());
            return result;
        } catch (RuntimeException e) {
            begun(name, caller, began)
                    .setStatus(StatusCode.ERROR, e.getClass().getSimpleName())
                    .end();
            throw e;
        }
    }

    private Span begun(SpanName name, String caller, Instant began) {
        return tracer.spanBuilder(name.title())
                .setNoParent()
                .setSpanKind(name.kind())
                .setStartTimestamp(began)
                .addLink(GivenIds.caller(caller))
                .startSpan();
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
