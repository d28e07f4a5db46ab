package doorbuster.infra.edge;

import doorbuster.regions.Region;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// HAProxy's configuration for one unit. The same region always gives the same text.
public final class EdgeConfig {
    /// The name of the configuration among [#files].
    public static final String FILE = "edge.cfg";

    private static final String GLOBAL_TLS = """
                # what browsers of the last ten years speak
                ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets
                ssl-default-bind-ciphers ECDHE+AESGCM:ECDHE+CHACHA20
            """;
    private static final String HSTS = """
                # who came by TLS once comes by nothing else for a year
                http-after-response set-header Strict-Transport-Security max-age=31536000
            """;

    /// Answers what DNS asks.
    static final String HEALTH = """
                # may DNS send buyers here: while the edge runs and one node says so; nothing else of their health is told
                http-request return status 200 content-type text/plain string "UP" if { path /observe/health/unit } \
            { nbsrv(unit) gt 0 }
                http-request return status 503 content-type text/plain string "DOWN" if { path /observe/health/unit }
            """;

    private EdgeConfig() {}

    /// A problem the edge answers by itself, in the words of the contract.
    private record Problem(int status, String title, String code, String detail, boolean retry) {}

    private static final List<Problem> PROBLEMS = List.of(
            new Problem(400, "Bad Request", "malformed", "The request is not valid HTTP.", false),
            new Problem(408, "Request Timeout", "malformed", "The request was not sent within 3 seconds.", false),
            new Problem(413, "Content Too Large", "too-large", "A body may have at most 4096 bytes.", false),
            new Problem(429, "Too Many Requests", "rate-limited", "Too many requests from this address.", true),
            new Problem(500, "Internal Server Error", "unavailable", "Please ask again.", true),
            new Problem(502, "Bad Gateway", "unavailable", "Please ask again with the same Idempotency-Key.", true),
            new Problem(
                    503, "Service Unavailable", "unavailable", "No node is ready or has room; please ask again.", true),
            new Problem(
                    504, "Gateway Timeout", "unavailable", "Please ask again with the same Idempotency-Key.", true));

    /// What one address may do before the edge refuses it.
    ///
    /// @param connections open at once; one more is reset, since nothing was asked yet
    /// @param requests in 10 s; one more is answered 429
    /// @param loopbackIsFree whether this machine, which then plays all buyers, is exempt
    public record PerAddress(int connections, int requests, boolean loopbackIsFree) {
        /// Room for a company behind one address.
        public static PerAddress usual(boolean loopbackIsFree) {
            return new PerAddress(200, 1_000, loopbackIsFree);
        }
    }

    /// HAProxy's files by their names: the configuration and, beside it, one answer for each error. The answers are
    /// files because HAProxy takes no others for what its parser refuses.
    public static Map<String, String> files(Region region, PerAddress limits) {
        return files(region, limits, EdgePlace.onOneMachine(region));
    }

    /// The same for the edge as it stands before a unit in production.
    public static Map<String, String> files(Region region, PerAddress limits, EdgePlace place) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(FILE, configuration(region, limits, place));
        PROBLEMS.forEach(problem -> files.put(errorFile(problem), answer(problem, region)));
        return files;
    }

    private static String configuration(Region region, PerAddress limits, EdgePlace place) {
        return template()
                .replace("${exempt-why}", limits.loopbackIsFree() ? "this machine plays all buyers" : "none is exempt")
                .replace("${exempt}", limits.loopbackIsFree() ? "src 127.0.0.0/8" : "always_false")
                .replace("${connections}", Integer.toString(limits.connections()))
                .replace("${requests}", Integer.toString(limits.requests()))
                .replace("${display}", region.displayName())
                .replace("${global-tls}", place.tls() ? GLOBAL_TLS : "")
                .replace("${public}", place.bind())
                .replace("${health}", HEALTH)
                .replace("${hsts}", place.tls() ? HSTS : "")
                .replace("${errors}", errors())
                .replace("${beside}", place.beside())
                .replace("${servers}", place.servers());
    }

    private static String errors() {
        return PROBLEMS.stream()
                .map(problem -> "    errorfile " + problem.status() + " " + errorFile(problem) + "\n")
                .collect(Collectors.joining());
    }

    private static String errorFile(Problem problem) {
        return "edge-" + problem.status() + ".http";
    }

    /// A whole answer as it goes over the wire; the connection ends with it.
    private static String answer(Problem problem, Region region) {
        String body = """
                {"type":"about:blank","status":%d,"title":"%s","detail":"%s","code":"%s","region":"%s"}""".formatted(problem.status(), problem.title(), problem.detail(), problem.code(), region.name());
        return String.join(
                "\r\n",
                "HTTP/1.1 " + problem.status() + " " + problem.title(),
                "Content-Type: application/problem+json",
                "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length,
                "X-Region: " + region.name(),
                "Cache-Control: no-store",
                problem.retry() ? "Retry-After: 1" : "X-Content-Type-Options: nosniff",
                "Connection: close",
                "",
                body);
    }

    private static String template() {
        try (InputStream content = Objects.requireNonNull(EdgeConfig.class.getResourceAsStream("haproxy.cfg"))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
