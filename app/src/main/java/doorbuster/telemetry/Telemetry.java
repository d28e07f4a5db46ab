package doorbuster.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.instrumentation.runtimemetrics.java8.RuntimeMetrics;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// The OpenTelemetry SDK of one process: configured by the usual `OTEL_*` variables. Spans and metrics are pushed only
/// when these name a collector or an exporter; metrics can always be scraped.
public final class Telemetry implements AutoCloseable {
    /// The label by which dashboards group; the same word as `cloud.region`.
    private static final String REGION = "region";

    private static final String SCOPE = "doorbuster";
    private static final String NONE = "none";
    private static final String EXPORTER = "otel.traces.exporter";
    private static final String SAMPLER = "otel.traces.sampler";
    private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
    private static final String TRACES_ENDPOINT = "otel.exporter.otlp.traces.endpoint";
    private static final String QUEUE = "otel.bsp.max.queue.size";
    private static final int USUAL_QUEUE = 2048;
    private static final int SECONDS_TO_END = 3;
    private static final AttributeKey<String> RESULT = AttributeKey.stringKey("result");
    private final OpenTelemetry sdk;
    private final Signals signals;
    private final Exposition exposition;
    private final Sampling sampling;
    private final Outbox outbox;
    private final Runnable end;
    private final boolean exporting;

    private Telemetry(
            OpenTelemetry sdk,
            PrometheusMetricReader reader,
            Sampling sampling,
            Outbox outbox,
            Runnable end,
            boolean exporting) {
        this.sdk = sdk;
        this.sampling = sampling;
        this.outbox = outbox;
        signals = new Signals(new Traces(sdk.getTracer(SCOPE)), new Measures(sdk.getMeter(SCOPE)));
        exposition = new Exposition(reader);
        this.end = end;
        this.exporting = exporting;
        signals.measures().meters().observe(List.of(Metric.SPANS), board -> {
            board.set(Metric.SPANS, outbox.exported.sum(), Attributes.of(RESULT, "exported"));
            board.set(Metric.SPANS, outbox.failed.sum(), Attributes.of(RESULT, "failed"));
            board.set(Metric.SPANS, outbox.full.sum(), Attributes.of(RESULT, "queue_full"));
            board.set(Metric.SPANS, sampling.turnedAway(), Attributes.of(RESULT, "buffer_full"));
        });
    }

    /// Sets the SDK up for a node of a unit.
    public static Telemetry start(String region, String node, TelemetrySettings settings) {
        boolean exporting = !exporter().equals(NONE);
        PrometheusMetricReader reader = reader();
        Outbox outbox = new Outbox(variable(QUEUE).map(Integer::parseInt).orElse(USUAL_QUEUE));
        AtomicReference<Sampling> sampling = new AtomicReference<>(usual(Sampler.alwaysOff(), 0, settings));
        OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> defaults(settings))
                .addResourceCustomizer((resource, _) -> resource.toBuilder()
                        .put("cloud.region", region)
                        .put(REGION, region)
                        .put("service.instance.id", node)
                        .build())
                .addSamplerCustomizer((head, _) -> {
                    Sampling whole = usual(head, ratio(settings), settings);
                    sampling.set(whole);
                    return whole;
                })
                .addSpanExporterCustomizer((exporter, _) -> outbox.counted(exporter))
                .addSpanProcessorCustomizer((processor, _) -> outbox.bounded(processor))
                .addMeterProviderCustomizer((builder, _) -> builder.registerMetricReader(reader))
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
        RuntimeMetrics jvm = RuntimeMetrics.create(sdk);
        return new Telemetry(
                sdk,
                reader,
                Objects.requireNonNull(sampling.get()),
                outbox,
                () -> {
                    jvm.close();
                    // a collector that hangs must not keep a node from ending
                    sdk.shutdown().join(SECONDS_TO_END, TimeUnit.SECONDS);
                },
                exporting);
    }

    /// An SDK that was set up elsewhere, all of whose spans go somewhere: every request is traced.
    public static Telemetry of(OpenTelemetry sdk) {
        Sampling all = new Sampling(Sampler.alwaysOn(), 1, TelemetrySettings.MOST, TelemetrySettings.MOST);
        return new Telemetry(sdk, reader(), all, new Outbox(USUAL_QUEUE), () -> {}, true);
    }

    /// What the engine says through.
    public Signals signals() {
        return signals;
    }

    /// The metrics as they are scraped.
    public Exposition exposition() {
        return exposition;
    }

    /// The tracer of the unit's own code.
    public Tracer tracer() {
        return sdk.getTracer(SCOPE);
    }

    /// Which requests become traces.
    public Sampling sampling() {
        return sampling;
    }

    /// Spans started since this process began.
    public long spansStarted() {
        return outbox.started();
    }

    /// Whether spans go anywhere; nothing is traced when they do not.
    public boolean isExporting() {
        return exporting;
    }

    @Override
    public void close() {
        end.run();
    }

    private static Sampling usual(Sampler head, double ratio, TelemetrySettings settings) {
        return new Sampling(head, ratio, settings.callers(), settings.kept());
    }

    private static Map<String, String> defaults(TelemetrySettings settings) {
        Map<String, String> defaults = new HashMap<>();
        defaults.put(EXPORTER, exporter());
        defaults.put("otel.metrics.exporter", NONE);
        defaults.put("otel.logs.exporter", NONE);
        defaults.put("otel.service.name", "doorbuster");
        defaults.put("otel.propagators", "tracecontext");
        defaults.put(SAMPLER, "parentbased_traceidratio");
        if (variable(SAMPLER).isEmpty()) {
            defaults.put("otel.traces.sampler.arg", Double.toString(settings.ratio()));
        }
        return defaults;
    }

    /// OTLP as soon as a collector is named, nothing before.
    static String exporter() {
        boolean named =
                variable(ENDPOINT).isPresent() || variable(TRACES_ENDPOINT).isPresent();
        return variable(EXPORTER).orElse(named ? "otlp" : NONE);
    }

    /// The ratio at the head when it is a plain one, so that no sampler need be asked; below 0 when it is not.
    private static double ratio(TelemetrySettings settings) {
        double argument =
                variable("otel.traces.sampler.arg").map(Double::parseDouble).orElse(1.0);
        return switch (variable(SAMPLER).orElse("")) {
            case "" -> variable("otel.traces.sampler.arg").isPresent() ? argument : settings.ratio();
            case "always_on", "parentbased_always_on" -> 1;
            case "always_off", "parentbased_always_off" -> 0;
            case "traceidratio", "parentbased_traceidratio" -> argument;
            default -> -1;
        };
    }

    private static PrometheusMetricReader reader() {
        return PrometheusMetricReader.builder()
                .setOtelScopeLabelsEnabled(false)
                .setAllowedResourceAttributesFilter(REGION::equals)
                .build();
    }

    /// As the SDK reads it: a system property, else the environment.
    private static Optional<String> variable(String name) {
        String property = System.getProperty(name);
        return Optional.ofNullable(
                        property != null
                                ? property
                                : System.getenv(name.toUpperCase(Locale.ROOT).replace('.', '_')))
                .filter(text -> !text.isBlank());
    }
}
