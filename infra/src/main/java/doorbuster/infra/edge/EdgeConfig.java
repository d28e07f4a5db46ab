package doorbuster.infra.edge;

import doorbuster.regions.Endpoint;
import doorbuster.regions.Region;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// HAProxy's configuration for one unit. The same region always gives the same text.
public final class EdgeConfig {
    private EdgeConfig() {}

    /// A problem the edge answers by itself, in the words of the contract.
    private record Problem(int status, String title, String code, String detail, boolean retry) {}

    private static final List<Problem> PROBLEMS = List.of(
            new Problem(400, "Bad Request", "malformed", "The request is not valid HTTP.", false),
            new Problem(408, "Request Timeout", "malformed", "The request was not sent within 3 seconds.", false),
            new Problem(413, "Content Too Large", "too-large", "A body may have at most 4096 bytes.", false),
            new Problem(500, "Internal Server Error", "unavailable", "Please ask again.", true),
            new Problem(502, "Bad Gateway", "unavailable", "Please ask again with the same Idempotency-Key.", true),
            new Problem(503, "Service Unavailable", "unavailable", "No node is ready; please ask again.", true),
            new Problem(
                    504, "Gateway Timeout", "unavailable", "Please ask again with the same Idempotency-Key.", true));

    /// The whole configuration file.
    public static String render(Region region) {
        return template()
                .replace("${display}", region.displayName())
                .replace("${public}", region.publicEndpoint().toString())
                .replace("${errors}", errors(region))
                .replace("${servers}", servers(region));
    }

    private static String errors(Region region) {
        return PROBLEMS.stream().map(problem -> error(problem, region)).collect(Collectors.joining());
    }

    private static String error(Problem problem, Region region) {
        String body = """
                {"type":"about:blank","status":%d,"title":"%s","detail":"%s","code":"%s","region":"%s"}""".formatted(problem.status(), problem.title(), problem.detail(), problem.code(), region.name());
        return "    http-error status " + problem.status() + " content-type application/problem+json string '" + body
                + "' hdr X-Region " + region.name() + " hdr Cache-Control no-store"
                + (problem.retry() ? " hdr Retry-After 1" : "") + "\n";
    }

    private static String servers(Region region) {
        return IntStream.range(0, region.app().nodes())
                .mapToObj(node -> {
                    Endpoint app =
                            new Endpoint(region.innerAddress(), region.app().firstPort() + node);
                    Endpoint admin = region.adminEndpoint().plus(node);
                    return "    server " + region.name() + "-" + (node + 1) + " " + app + " addr " + admin.address()
                            + " port " + admin.port() + "\n";
                })
                .collect(Collectors.joining());
    }

    private static String template() {
        try (InputStream content = Objects.requireNonNull(EdgeConfig.class.getResourceAsStream("haproxy.cfg"))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
