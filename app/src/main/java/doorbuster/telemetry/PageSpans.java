package doorbuster.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The spans of the storefront's pages: a trace begins with the press of a button, in a browser that cannot reach the
/// collector, so the page tells the unit when it is over and the unit exports it under the page's own ids, as a service
/// of its own.
public final class PageSpans implements AutoCloseable {
    /// The service that these spans belong to.
    public static final String SERVICE = "doorbuster-storefront";

    /// What a node exports in a second; more is dropped, because anybody who is signed in may report.
    private static final int PER_SECOND = 50;

    private static final int SECONDS_TO_END = 3;

    private static final ScopedValue<SpanContext> IDS = ScopedValue.newInstance();
    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final double share;
    private final InstantSource clock;
    private long second;
    private int taken;

    private PageSpans(SdkTracerProvider provider, double share, InstantSource clock) {
        this.provider = provider;
        this.tracer = provider.get(SERVICE);
        this.share = share;
        this.clock = clock;
    }

    /// One buyer's wait, as the page saw it.
    ///
    /// @param ids what the page sent as its `traceparent`
    /// @param outcome the order's state or the refusal's code that ended it
    /// @param agent the browser, as it calls itself
    public record Wait(SpanContext ids, Instant startedAt, Duration took, String outcome, String agent) {}

    /// Spans that go where `OTEL_*` sends all others.
    ///
    /// @param share as [#share]
    public static PageSpans start(String region, InstantSource clock, double share) {
        var sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> Map.of(
                        "otel.traces.exporter",
                        Telemetry.exporter(),
                        "otel.metrics.exporter",
                        "none",
                        "otel.logs.exporter",
                        "none"))
                .addResourceCustomizer((resource, _) -> resource.toBuilder()
                        .put("service.name", SERVICE)
                        .put("service.instance.id", "browser")
                        .put("cloud.region", region)
                        .build())
                .addTracerProviderCustomizer((builder, _) -> given(builder))
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
        return new PageSpans(sdk.getSdkTracerProvider(), share, clock);
    }

    /// Spans that go to this processor.
    public static PageSpans to(SpanProcessor processor, InstantSource clock) {
        return new PageSpans(
                given(SdkTracerProvider.builder()).addSpanProcessor(processor).build(), 1, clock);
    }

    /// The share of purchases for which a page should begin a trace, 0–1: that of the node's own sampler.
    public double share() {
        return share;
    }

    /// Exports the page's span; drops it when this second has had its many.
    public void report(Wait wait) {
        if (!permitted(clock.instant().getEpochSecond())) {
            return;
        }
        ScopedValue.where(IDS, wait.ids()).run(() -> {
            Span span = tracer.spanBuilder("buy")
                    .setParent(Context.root())
                    .setStartTimestamp(wait.startedAt())
                    .setAttribute("doorbuster.outcome", wait.outcome())
                    .setAttribute("user_agent.original", wait.agent())
                    .startSpan();
            span.end(wait.startedAt().plus(wait.took()));
        });
    }

    @Override
    public void close() {
        // a collector that hangs must not keep a node from ending
        provider.shutdown().join(SECONDS_TO_END, TimeUnit.SECONDS);
    }

    private synchronized boolean permitted(long now) {
        if (now != second) {
            second = now;
            taken = 0;
        }
        return ++taken <= PER_SECOND;
    }

    private static SdkTracerProviderBuilder given(SdkTracerProviderBuilder builder) {
        return builder.setSampler(Sampler.alwaysOn()).setIdGenerator(new Given());
    }

    /// Gives a span the ids that the page gave it.
    private static final class Given implements IdGenerator {
        @Override
        public String generateSpanId() {
            return IDS.get().getSpanId();
        }

        @Override
        public String generateTraceId() {
            return IDS.get().getTraceId();
        }
    }
}
