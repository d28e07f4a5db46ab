package doorbuster.door;

import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.time.Duration;
import java.util.function.Predicate;

/// Closes the gaps that Helidon 4.1.7 leaves open: whatever goes wrong is answered with a problem of ours, never
/// with the text of an exception, and every answer names the region.
public final class Hardening {
    private static final System.Logger LOG = System.getLogger(Hardening.class.getName());
    private final Problems problems;
    private final Header region;
    private final Predicate<Throwable> storeAway;
    private static final Header NOSNIFF = HeaderValues.createCached("X-Content-Type-Options", "nosniff");

    /// @param storeAway whether an exception means that a store does not answer: 503 then, else it is a bug
    public Hardening(Problems problems, String region, Predicate<Throwable> storeAway) {
        this.problems = problems;
        this.region = HeaderValues.createCached("X-Region", region);
        this.storeAway = storeAway;
    }

    /// Sets a socket's limits and its answers to what never reaches a route.
    ///
    /// @param maxBody the most bytes of a body
    public void socket(ListenerConfig.BuilderBase<?, ?> listener, long maxBody) {
        DirectHandlers.Builder direct = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            direct.addHandler(type, this::transport);
        }
        listener.maxPayloadSize(maxBody)
                .maxTcpConnections(10_000)
                .idleConnectionTimeout(Duration.ofSeconds(60))
                .idleConnectionPeriod(Duration.ofSeconds(10))
                .shutdownGracePeriod(Duration.ofSeconds(5))
                .directHandlers(direct.build())
                .addProtocol(Http1Config.builder()
                        .maxPrologueLength(2_048)
                        .maxHeadersSize(16_384)
                        .validateRequestHeaders(true)
                        .validatePath(true)
                        .validatePrologue(true)
                        .build());
    }

    /// Sets what every answer of a routing carries, and how its exceptions are answered.
    public void routing(HttpRouting.Builder routing) {
        Filter dressed = (chain, request, response) -> {
            response.header(region);
            response.header(NOSNIFF);
            chain.proceed();
        };
        routing.addFilter(dressed)
                .error(
                        Throwable.class,
                        (request, response, thrown) -> of(thrown).send(response));
    }

    /// The status that an exception is answered with.
    int status(Throwable thrown) {
        if (storeAway.test(thrown)) {
            return Code.UNAVAILABLE.status();
        }
        return thrown instanceof RequestException request ? of(request.status()).status() : Code.INTERNAL.status();
    }

    private Answer of(Throwable thrown) {
        if (storeAway.test(thrown)) {
            return problems.later(Code.UNAVAILABLE, "A store does not answer; please try again in a moment.", 2);
        }
        if (thrown instanceof RequestException request) {
            return of(request.status());
        }
        LOG.log(System.Logger.Level.ERROR, "a request failed by a bug", thrown);
        return problems.of(Code.INTERNAL);
    }

    private Answer of(Status status) {
        return switch (status.code()) {
            case 404 -> problems.of(Code.NOT_FOUND);
            case 405 -> problems.of(Code.METHOD_NOT_ALLOWED);
            case 408 -> problems.of(Code.TIMEOUT);
            case 413 -> problems.of(Code.TOO_LARGE);
            case 415 -> problems.of(Code.UNSUPPORTED_MEDIA_TYPE);
            case 503 -> problems.later(Code.UNAVAILABLE, Code.UNAVAILABLE.title() + ".", 2);
            default -> status.code() >= 500 ? problems.of(Code.INTERNAL) : problems.of(Code.MALFORMED);
        };
    }

    private DirectHandler.TransportResponse transport(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType type,
            Status status,
            ServerResponseHeaders headers,
            String message) {
        Answer answer = of(status);
        DirectHandler.TransportResponse.Builder response = DirectHandler.TransportResponse.builder()
                .status(Status.create(answer.status()))
                .headers(headers)
                .header(region)
                .header(NOSNIFF)
                .keepAlive(false)
                .entity(answer.body());
        answer.headers().forEach(response::header);
        return response.build();
    }
}
