package doorbuster.door;

import doorbuster.telemetry.Measures;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// Measures every request of a route by the status it was answered with, and traces those that are chosen.
final class Timed {
    private static final String STREAM = "/events";
    private final Route route;
    private final Measures.Requests requests;
    private final ToIntFunction<Throwable> statusOf;

    private Timed(Route route, Measures.Requests requests, ToIntFunction<Throwable> statusOf) {
        this.route = route;
        this.requests = requests;
        this.statusOf = statusOf;
    }

    /// The same route, measured and traced.
    ///
    /// @param tracing empty when no span goes anywhere
    /// @param statusOf the status that an exception is answered with
    static Route route(Route route, Measures measures, Optional<Tracing> tracing, ToIntFunction<Throwable> statusOf) {
        Timed timed = new Timed(route, measures.requests(route.method().text(), route.path()), statusOf);
        Handler handler = tracing.<Handler>map(tracer -> (request, response) -> timed.trace(tracer, request, response))
                .orElse((request, response) -> timed.measure(request, response, new int[1]));
        return new Route(route.method(), route.path(), route.access(), handler);
    }

    private void trace(Tracing tracing, ServerRequest request, ServerResponse response) throws Exception {
        int[] status = {Code.INTERNAL.status()};
        Span span = tracing.begin(route, request);
        if (!span.getSpanContext().isSampled()) {
            long began = System.nanoTime();
            try {
                measure(request, response, status);
            } finally {
                tracing.late(
                        route,
                        request,
                        status[0],
                        System.nanoTime() - began,
                        !route.path().endsWith(STREAM));
            }
            return;
        }
        response.header(Tracing.TRACE_ID, span.getSpanContext().getTraceId());
        try (Scope _ = span.makeCurrent()) {
            measure(request, response, status);
        } finally {
            tracing.end(span, status[0]);
        }
    }

    private void measure(ServerRequest request, ServerResponse response, int[] status) throws Exception {
        long began = System.nanoTime();
        status[0] = Code.INTERNAL.status();
        try {
            route.handler().handle(request, response);
            status[0] = response.status().code();
        } catch (Exception e) {
            status[0] = statusOf.applyAsInt(e);
            throw e;
        } finally {
            requests.took(status[0], System.nanoTime() - began);
        }
    }
}
