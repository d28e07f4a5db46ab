package doorbuster.infra.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// One socket of one unit. Every answer that is not 2xx becomes a [Refused] with the unit's own words.
public final class UnitClient {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(10);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    private final HttpClient http;
    private final String name;
    private final String url;
    private final String token;

    /// A socket.
    ///
    /// @param name  how messages call it
    /// @param token a bearer token; empty for none
    public UnitClient(String name, String url, String token) {
        this(name, url, token, HTTP);
    }

    /// As [#UnitClient(String, String, String)], asking with a client of its own.
    public UnitClient(String name, String url, String token, HttpClient http) {
        this.http = http;
        this.name = name;
        this.url = url;
        this.token = token;
    }

    /// The same socket for somebody else.
    public UnitClient as(String anotherToken) {
        return new UnitClient(name, url, anotherToken);
    }

    public String url() {
        return url;
    }

    public JsonNode get(String path) {
        return json(send(request(path, PATIENCE).GET().build(), BodyHandlers.ofString()));
    }

    /// An answer as it is, whatever its status.
    ///
    /// @param region what it says in `X-Region`; empty without
    public record Seen(int status, String region, String body) {}

    /// Looks at an answer that need not be JSON.
    public Seen look(String path) {
        HttpResponse<String> response = exchange(request(path, PATIENCE).GET().build(), BodyHandlers.ofString());
        return new Seen(
                response.statusCode(), response.headers().firstValue("X-Region").orElse(""), response.body());
    }

    /// Sends a JSON body; an empty map sends none.
    public JsonNode send(String method, String path, Map<String, ?> body) {
        return send(method, path, body, Map.of());
    }

    /// As above, with further headers.
    public JsonNode send(String method, String path, Map<String, ?> body, Map<String, String> headers) {
        try {
            BodyPublisher content =
                    body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body));
            HttpRequest.Builder request = request(path, PATIENCE).method(method, content);
            headers.forEach(request::header);
            if (!body.isEmpty()) {
                request.header("Content-Type", "application/json");
            }
            return json(send(request.build(), BodyHandlers.ofString()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// Streams a long body, for which the unit may take minutes.
    public JsonNode upload(String method, String path, Upload upload) {
        HttpRequest request = request(path, LONG_PATIENCE)
                .header("Content-Type", upload.type())
                .method(method, upload.body())
                .build();
        return json(send(request, BodyHandlers.ofString()));
    }

    /// Hands over each line of a streamed answer as it comes.
    public void lines(String path, Consumer<String> line) {
        HttpResponse<Stream<String>> response =
                exchange(request(path, LONG_PATIENCE).GET().build(), BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            if (response.statusCode() / 100 != 2) {
                throw refusal(response.statusCode(), String.join("\n", lines.toList()));
            }
            lines.filter(one -> !one.isBlank()).forEach(line);
        }
    }

    private HttpRequest.Builder request(String path, Duration patience) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(patience);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest request, HttpResponse.BodyHandler<String> handler) {
        HttpResponse<String> response = exchange(request, handler);
        if (response.statusCode() / 100 != 2) {
            throw refusal(response.statusCode(), response.body());
        }
        return response;
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw new Refused(0, name + " does not answer on " + url + " (is it up? ./doorbuster status says)");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(0, name + ": interrupted");
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return response.body().isBlank() ? MissingNode.getInstance() : JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new Refused(response.statusCode(), response.uri() + " did not answer JSON");
        }
    }

    private Refused refusal(int status, String body) {
        try {
            JsonNode problem = JSON.readTree(body);
            String code = problem.path("code").asText("status " + status);
            String detail = problem.path("detail").asText(problem.path("title").asText(""));
            List<String> lines = new ArrayList<>();
            problem.path("lines")
                    .forEach(line -> lines.add("  line " + line.path("line").asText() + ": "
                            + line.path("reason").asText()));
            return new Refused(status, name + ": " + code + (detail.isEmpty() ? "" : ": " + detail), lines);
        } catch (JsonProcessingException e) {
            return new Refused(status, name + ": status " + status);
        }
    }
}
