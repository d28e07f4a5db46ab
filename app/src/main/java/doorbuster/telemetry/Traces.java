package doorbuster.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/// Spans of work that is done for many at once, and of the calls inside it. Where nobody is sampled, nothing is made.
public final class Traces {
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;
    private final Tracer tracer;

    /// Makes spans with this tracer.
    public Traces(Tracer tracer) {
        this.tracer = tracer;
    }

    static String randomId() {
        return IdGenerator.random().generateTraceId();
    }

    /// A span over the work of many: a child of the first that is sampled, linked to the others.
    ///
    /// @param traceparents W3C `traceparent` of each, empty when it is not sampled
    /// @return an invalid span, which costs nothing, when none is sampled
    public Span over(SpanName name, List<String> traceparents) {
        List<SpanContext> sampled = traceparents.stream()
                .filter(text -> !text.isEmpty())
                .map(Traceparent::parse)
                .filter(SpanContext::isSampled)
                .toList();
        if (sampled.isEmpty()) {
            return Span.getInvalid();
        }
        SpanBuilder span = tracer.spanBuilder(name.title())
                .setParent(Context.root().with(Span.wrap(sampled.getFirst())))
                .setSpanKind(name.kind())
                .setAttribute(SpanName.BATCH, (long) traceparents.size());
        if (name.kind() == SpanKind.CONSUMER) {
            span.setAttribute(SpanName.MESSAGING, "redis").setAttribute(SpanName.OPERATION, "process");
        }
        sampled.stream().skip(1).forEach(span::addLink);
        return span.startSpan();
    }

    /// A call to a store inside the span that is current on this thread.
    ///
    /// @return an invalid span when none is current
    public Span call(StoreCall call) {
        if (!Span.current().getSpanContext().isSampled()) {
            return Span.getInvalid();
        }
        return tracer.spanBuilder(call.summary())
                .setSpanKind(SpanKind.CLIENT)
                .setAllAttributes(call.labels())
                .startSpan();
    }

    /// Work of the unit itself that is always worth a trace of its own.
    public <T> T always(SpanName name, String sale, Supplier<T> work) {
        Span span = tracer.spanBuilder(name.title())
                .setNoParent()
                .setSpanKind(name.kind())
                .setAttribute(Sampling.KEPT, name.title())
                .setAttribute(SpanName.SALE, sale)
                .startSpan();
        return within(span, work);
    }

    /// Work inside the span that is current on this thread, if one is.
    public <T> T inside(SpanName name, Supplier<T> work) {
        if (!Span.current().getSpanContext().isSampled()) {
            return work.get();
        }
        return within(tracer.spanBuilder(name.title()).setSpanKind(name.kind()).startSpan(), work);
    }

    /// An order that was accepted and then refused, whether or not its request was sampled. Without a sampled request
    /// the trace's id is made of the order's, so that all that is kept of an order is one trace.
    ///
    /// @param traceparent of the request, empty when it was not sampled
    public void refused(String order, String sale, String traceparent) {
        SpanContext parent = traceparent.isEmpty() ? ofOrder(order) : Traceparent.parse(traceparent);
        tracer.spanBuilder(SpanName.REFUSED.title())
                .setParent(Context.root().with(Span.wrap(parent)))
                .setAttribute(Sampling.KEPT, "refused")
                .setAttribute(SpanName.SALE, sale)
                .setAttribute(SpanName.ORDER, order)
                .startSpan()
                .setStatus(StatusCode.ERROR, "refused")
                .end();
    }

    /// Work that has been done for so many, and is worth a trace of its own now that it found something to do.
    public void did(SpanName name, long nanos, int count) {
        Instant now = Instant.now();
        tracer.spanBuilder(name.title())
                .setNoParent()
                .setSpanKind(name.kind())
                .setStartTimestamp(now.minusNanos(nanos))
                .setAttribute(Sampling.KEPT, name.title())
                .setAttribute(SpanName.BATCH, (long) count)
                .startSpan()
                .end();
    }

    static SpanContext ofOrder(String order) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(order.getBytes(StandardCharsets.UTF_8));
            HexFormat hex = HexFormat.of();
            return SpanContext.createFromRemoteParent(
                    hex.formatHex(digest, 0, TRACE_BYTES),
                    hex.formatHex(digest, TRACE_BYTES, TRACE_BYTES + SPAN_BYTES),
                    TraceFlags.getSampled(),
                    TraceState.getDefault());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static <T> T within(Span span, Supplier<T> work) {
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
