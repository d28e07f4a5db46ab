package doorbuster.door;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.function.BooleanSupplier;

/// The one place where a request becomes a span. A request whose caller sampled it (W3C `traceparent`, flag 01) is
/// always a span; one without a context when `starts` says so; any other costs one look at a header.
public final class Tracing implements Filter {
    private static final HeaderName TRACEPARENT = HeaderNames.create("traceparent");
    private static final HeaderName TRACE_ID = HeaderNames.create("X-Trace-Id");
    private static final int LENGTH = 55;
    private final Tracer tracer;
    private final BooleanSupplier starts;

    /// @param starts whether a request that carries no context is traced; asked once for each
    public Tracing(Tracer tracer, BooleanSupplier starts) {
        this.tracer = tracer;
        this.starts = starts;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        ServerRequestHeaders headers = request.headers();
        if (headers.contains(TRACEPARENT)) {
            SpanContext caller = parse(headers.get(TRACEPARENT).get());
            if (caller.isSampled()) {
                traced(chain, request, response, Context.root().with(Span.wrap(caller)));
                return;
            }
        } else if (starts.getAsBoolean()) {
            traced(chain, request, response, Context.root());
            return;
        }
        chain.proceed();
    }

    /// The `traceparent` of the request under way when it is sampled, else empty.
    static String traceparent() {
        SpanContext here = Span.current().getSpanContext();
        return here.isSampled() ? "00-" + here.getTraceId() + "-" + here.getSpanId() + "-01" : "";
    }

    private void traced(FilterChain chain, RoutingRequest request, RoutingResponse response, Context parent) {
        HttpPrologue prologue = request.prologue();
        Span span = tracer.spanBuilder(prologue.method().text() + " request")
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", prologue.method().text())
                .setAttribute("url.path", prologue.uriPath().rawPath())
                .startSpan();
        if (span.getSpanContext().isSampled()) {
            response.header(TRACE_ID, span.getSpanContext().getTraceId());
        }
        try (Scope _ = span.makeCurrent()) {
            chain.proceed();
        } finally {
            int status = response.status().code();
            span.setAttribute("http.response.status_code", status);
            if (status >= 500) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }

    /// Reads version 00 of the header; anything else is no context.
    static SpanContext parse(String text) {
        if (text.length() < LENGTH || !text.startsWith("00-") || text.charAt(35) != '-' || text.charAt(52) != '-') {
            return SpanContext.getInvalid();
        }
        // the API checks the ids' form and answers an invalid context for a wrong one
        boolean sampled = text.charAt(54) == '1' || text.charAt(54) == '3';
        return SpanContext.createFromRemoteParent(
                text.substring(3, 35),
                text.substring(36, 52),
                sampled ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                TraceState.getDefault());
    }
}
