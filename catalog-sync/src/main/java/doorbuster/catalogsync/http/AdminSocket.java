package doorbuster.catalogsync.http;

import doorbuster.catalogsync.http.Answers.Operator;
import doorbuster.catalogsync.store.StoreBroken;
import doorbuster.catalogsync.telemetry.Scrape;
import io.helidon.health.HealthCheck;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/// The one socket of this process: `/v1/catalog` for operators, `/observe` for probes. Never public.
public final class AdminSocket {
    private static final System.Logger LOG = System.getLogger(AdminSocket.class.getName());

    private AdminSocket() {}

    /// Starts it; the caller stops it.
    public static WebServer start(
            String address,
            int port,
            OperatorLogin login,
            HttpService catalog,
            List<HealthCheck> checks,
            Scrape metrics) {
        HealthObserver health = HealthObserver.builder()
                .details(true)
                .useSystemServices(false)
                .addChecks(checks.toArray(HealthCheck[]::new))
                .build();
        return WebServer.builder()
                .host(address)
                .port(port)
                .shutdownHook(false)
                .addFeature(ObserveFeature.builder()
                        .observersDiscoverServices(false)
                        .addObserver(health)
                        .build())
                .routing(routing -> route(routing, login, catalog, metrics))
                .build()
                .start();
    }

    private static void route(HttpRouting.Builder routing, OperatorLogin login, HttpService catalog, Scrape metrics) {
        routing.addFilter((chain, request, response) -> guard(login, chain, request, response))
                .register("/v1/catalog", catalog)
                .get("/observe/metrics", (request, response) -> scrape(metrics, request, response))
                .error(StoreBroken.class, AdminSocket::away)
                .error(HttpException.class, AdminSocket::http)
                .error(Throwable.class, AdminSocket::bug);
    }

    private static void guard(
            OperatorLogin login, FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (!request.path().path().startsWith("/v1")) {
            chain.proceed();
            return;
        }
        String authorization =
                request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
        Optional<String> operator = login.operator(authorization);
        if (operator.isEmpty()) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
            Answers.problem(
                    response, Status.UNAUTHORIZED_401, "login-required", "a bearer token with role operator is needed");
            return;
        }
        request.context().register(new Operator(operator.get()));
        chain.proceed();
    }

    private static void scrape(Scrape metrics, ServerRequest request, ServerResponse response) {
        Scrape.Page page =
                metrics.page(request.headers().first(HeaderNames.ACCEPT).orElse(""));
        response.header(HeaderNames.CONTENT_TYPE, page.contentType()).send(page.text());
    }

    private static void away(ServerRequest request, ServerResponse response, StoreBroken broken) {
        LOG.log(Level.WARNING, request.path().path() + ": " + broken.line());
        response.header(HeaderNames.RETRY_AFTER, "2");
        Answers.problem(response, Status.SERVICE_UNAVAILABLE_503, "unavailable", "PostgreSQL does not answer");
    }

    private static void http(ServerRequest request, ServerResponse response, HttpException refused) {
        Answers.problem(
                response,
                refused.status(),
                code(refused.status()),
                refused.status().reasonPhrase());
    }

    private static String code(Status status) {
        return status.reasonPhrase().toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
    }

    private static void bug(ServerRequest request, ServerResponse response, Throwable bug) {
        LOG.log(Level.ERROR, request.path().path(), bug);
        Answers.problem(
                response, Status.INTERNAL_SERVER_ERROR_500, "internal", "this is a bug; the log has the reason");
    }
}
