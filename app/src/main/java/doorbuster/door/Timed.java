package doorbuster.door;

import doorbuster.telemetry.Measures;
import io.helidon.webserver.http.Handler;
import java.util.function.ToIntFunction;

/// Measures every request of a route by the status it was answered with.
final class Timed {
    private Timed() {}

    /// The same route, measured.
    ///
    /// @param statusOf the status that an exception is answered with
    static Route route(Route route, Measures measures, ToIntFunction<Throwable> statusOf) {
        Measures.Requests requests = measures.requests(route.method().text(), route.path());
        Handler inner = route.handler();
        Handler timed = (request, response) -> {
            long began = System.nanoTime();
            int status = Code.INTERNAL.status();
            try {
                inner.handle(request, response);
                status = response.status().code();
            } catch (Exception e) {
                status = statusOf.applyAsInt(e);
                throw e;
            } finally {
                requests.took(status, System.nanoTime() - began);
            }
        };
        return new Route(route.method(), route.path(), route.access(), timed);
    }
}
