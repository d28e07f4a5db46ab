package doorbuster.door;

import doorbuster.sale.Attempt;
import doorbuster.telemetry.Sampling;
import doorbuster.telemetry.Traceparent;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.http.ServerRequest;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The one place where a request becomes a span. Whether it does is decided before any span is made: by the caller's
/// `traceparent`, or by the node's sampler. A request that was not chosen and ends in an error, or late, becomes a span
/// when it has ended; any other costs one look at a header.
public final class Tracing {
    static final HeaderName TRACE_ID = HeaderNames.create("X-Trace-Id");
    private static final HeaderName TRACEPARENT = HeaderNames.create("traceparent");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final String ERROR_TYPE = "error.type";
    private static final int ERROR = 500;
    private final Tracer tracer;
    private final Sampling sampling;
    private final Duration slow;
    private final UnaryOperator<String> pseudonym;

    /// @param slow a request that takes at least this long is kept
    /// @param pseudonym stands for a buyer where nobody may read the name
    public Tracing(Tracer tracer, Sampling sampling, Duration slow, UnaryOperator<String> pseudonym) {
        this.tracer = tracer;
        this.sampling = sampling;
        this.slow = slow;
        this.pseudonym = pseudonym;
    }

    /// The span of a request that is traced from its start; an invalid one, made once for all, for any other.
    Span begin(Route route, ServerRequest request) {
        SpanContext caller = caller(request);
        if (caller.isValid()) {
            return sampling.follows(caller)
                    ? builder(route, request, caller, "caller").startSpan()
                    : Span.getInvalid();
        }
        return sampling.starts() ? builder(route, request, caller, "head").startSpan() : Span.getInvalid();
    }

    /// Ends a span that was begun.
    void end(Span span, int status) {
        span.setAttribute(STATUS, (long) status);
        if (status >= ERROR) {
            span.setAttribute(ERROR_TYPE, Integer.toString(status)).setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    /// Keeps a request that was not traced, now that it turns out to be worth it.
    ///
    /// @param mayBeSlow false for answers that are streams
    void late(Route route, ServerRequest request, int status, long nanos, boolean mayBeSlow) {
        boolean isSlow = mayBeSlow && nanos >= slow.toNanos();
        if ((status < ERROR && !isSlow) || !sampling.keeps()) {
            return;
        }
        Instant end = Instant.now();
        Span span = builder(route, request, caller(request), isSlow ? "slow" : "error")
                .setStartTimestamp(end.minusNanos(nanos))
                .startSpan();
        end(span, status);
    }

    /// Says on the current span, if there is one, who buys what.
    void buys(Attempt attempt) {
        Span span = Span.current();
        if (span.isRecording()) {
            span.setAttribute("doorbuster.sale.id", attempt.sale().value())
                    .setAttribute("doorbuster.order.id", attempt.order().value())
                    .setAttribute(
                            "enduser.pseudo.id", pseudonym.apply(attempt.buyer().value()));
        }
    }

    /// The `traceparent` of the request under way when it is sampled, else empty.
    static String traceparent() {
        return Traceparent.of(Span.current().getSpanContext());
    }

    /// The id of the trace under way when it is sampled, else empty.
    static String traceId() {
        SpanContext here = Span.current().getSpanContext();
        return here.isSampled() ? here.getTraceId() : "";
    }

    private static SpanContext caller(ServerRequest request) {
        Optional<String> header =
                request.headers().contains(TRACEPARENT) ? request.headers().first(TRACEPARENT) : Optional.empty();
        return header.map(Traceparent::parse).orElse(SpanContext.getInvalid());
    }

    private SpanBuilder builder(Route route, ServerRequest request, SpanContext caller, String why) {
        HttpPrologue prologue = request.prologue();
        SpanBuilder span = tracer.spanBuilder(route.method().text() + " " + route.path())
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(Sampling.KEPT, why)
                .setAttribute("http.request.method", route.method().text())
                .setAttribute("http.route", route.path())
                .setAttribute("url.path", prologue.uriPath().rawPath())
                .setAttribute("url.scheme", "http");
        return caller.isValid() ? span.setParent(Context.root().with(Span.wrap(caller))) : span.setNoParent();
    }
}
