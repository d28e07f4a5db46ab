package doorbuster.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The OpenTelemetry SDK of one process: configured by the usual `OTEL_*` variables, exporting nothing unless they ask
/// for it.
public final class Telemetry implements AutoCloseable {
    private static final String NONE = "none";
    private static final String OFF = "otel.traces.exporter";
    private final OpenTelemetry sdk;
    private final Runnable end;
    private final boolean exporting;

    private Telemetry(OpenTelemetry sdk, Runnable end, boolean exporting) {
        this.sdk = sdk;
        this.end = end;
        this.exporting = exporting;
    }

    /// Sets the SDK up for a node of a unit.
    public static Telemetry start(String region, String node) {
        boolean exporting = exporterAskedFor();
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
                        .put("service.instance.id", node)
                        .build())
                .disableShutdownHook()
                .build();
        var sdk = configured.getOpenTelemetrySdk();
        return new Telemetry(sdk, sdk::close, exporting);
    }

    /// An SDK that was set up elsewhere, all of whose spans go somewhere.
    public static Telemetry of(OpenTelemetry sdk) {
        return new Telemetry(sdk, () -> {}, true);
    }

    /// The spans of the unit's own batches and calls.
    public Traces traces() {
        return new Traces(tracer());
    }

    /// The tracer of the unit's own code.
    public Tracer tracer() {
        return sdk.getTracer("doorbuster");
    }

    /// The SDK, for what takes it whole.
    public OpenTelemetry sdk() {
        return sdk;
    }

    /// Whether spans go anywhere; nothing is traced when they do not.
    public boolean isExporting() {
        return exporting;
    }

    @Override
    public void close() {
        end.run();
    }

    private static boolean exporterAskedFor() {
        UnaryOperator<String> variable = name -> {
            String property = System.getProperty(name);
            String environment =
                    System.getenv(name.toUpperCase(java.util.Locale.ROOT).replace('.', '_'));
            return property != null ? property : environment != null ? environment : NONE;
        };
        return !variable.apply(OFF).equals(NONE);
    }
}
