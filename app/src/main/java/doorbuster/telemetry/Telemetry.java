package doorbuster.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.instrumentation.runtimemetrics.java8.RuntimeMetrics;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Locale;
import java.util.Map;

/// The OpenTelemetry SDK of one process: configured by the usual `OTEL_*` variables. Spans and metrics are pushed only
/// when these ask for it; metrics can always be scraped.
public final class Telemetry implements AutoCloseable {
    /// The label by which dashboards group; the same word as `cloud.region`.
    private static final String REGION = "region";

    private static final String SCOPE = "doorbuster";
    private static final String NONE = "none";
    private static final String OFF = "otel.traces.exporter";
    private final OpenTelemetry sdk;
    private final Signals signals;
    private final Exposition exposition;
    private final Runnable end;
    private final boolean exporting;

    private Telemetry(OpenTelemetry sdk, PrometheusMetricReader reader, Runnable end, boolean exporting) {
        this.sdk = sdk;
        signals = new Signals(new Traces(sdk.getTracer(SCOPE)), new Measures(sdk.getMeter(SCOPE)));
        exposition = new Exposition(reader);
        this.end = end;
        this.exporting = exporting;
    }

    /// Sets the SDK up for a node of a unit.
    public static Telemetry start(String region, String node) {
        boolean exporting = !variable(OFF).equals(NONE);
        PrometheusMetricReader reader = reader();
        var configured = AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> Map.of(
                        OFF,
                        NONE,
                        "otel.metrics.exporter",
                        NONE,
                        "otel.logs.exporter",
                        NONE,
                        "otel.service.name",
                        "doorbuster",
                        "otel.propagators",
                        "tracecontext"))
                .addResourceCustomizer((resource, _) -> resource.toBuilder()
                        .put("cloud.region", region)
                        .put(REGION, region)
                        .put("service.instance.id", node)
                        .build())
                .addMeterProviderCustomizer((builder, _) -> builder.registerMetricReader(reader))
                .disableShutdownHook()
                .build();
        var sdk = configured.getOpenTelemetrySdk();
        RuntimeMetrics jvm = RuntimeMetrics.create(sdk);
        return new Telemetry(
                sdk,
                reader,
                () -> {
                    jvm.close();
                    sdk.close();
                },
                exporting);
    }

    /// An SDK that was set up elsewhere, all of whose spans go somewhere.
    public static Telemetry of(OpenTelemetry sdk) {
        return new Telemetry(sdk, reader(), () -> {}, true);
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

    /// Whether spans go anywhere; nothing is traced when they do not.
    public boolean isExporting() {
        return exporting;
    }

    @Override
    public void close() {
        end.run();
    }

    private static PrometheusMetricReader reader() {
        return PrometheusMetricReader.builder()
                .setOtelScopeLabelsEnabled(false)
                .setAllowedResourceAttributesFilter(REGION::equals)
                .build();
    }

    private static String variable(String name) {
        String property = System.getProperty(name);
        String environment = System.getenv(name.toUpperCase(Locale.ROOT).replace('.', '_'));
        return property != null ? property : environment != null ? environment : NONE;
    }
}
