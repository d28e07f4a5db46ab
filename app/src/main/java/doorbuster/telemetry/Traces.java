package doorbuster.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;

/// Spans of work that is done for many at once, and of the calls inside it. Where nobody is sampled, nothing is made.
public final class Traces {
    private static final int LENGTH = 55;
    private final Tracer tracer;

    /// Makes spans with this tracer.
    public Traces(Tracer tracer) {
        this.tracer = tracer;
    }

    /// A span over the work of many: a child of the first that is sampled, linked to the others.
    ///
    /// @param traceparents W3C `traceparent` of each, empty when it is not sampled
    /// @return an invalid span, which costs nothing, when none is sampled
    public Span over(String name, List<String> traceparents) {
        List<SpanContext> sampled = traceparents.stream()
                .filter(text -> text.length() == LENGTH)
                .map(Traces::parse)
                .filter(SpanContext::isSampled)
                .toList();
        if (sampled.isEmpty()) {
            return Span.getInvalid();
        }
        SpanBuilder span = tracer.spanBuilder(name)
                .setParent(Context.root().with(Span.wrap(sampled.getFirst())))
                .setSpanKind(SpanKind.INTERNAL)
                .setAttribute("messaging.batch.message_count", traceparents.size());
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

    private static SpanContext parse(String traceparent) {
        return SpanContext.createFromRemoteParent(
                traceparent.substring(3, 35),
                traceparent.substring(36, 52),
                TraceFlags.fromHex(traceparent, 53),
                TraceState.getDefault());
    }
}
