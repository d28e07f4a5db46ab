package doorbuster.rig;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A buyer with a browser's patience.
public final class Buyer {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final String name;
    private final String token;

    private Buyer(String name, String token) {
        this.name = name;
        this.token = token;
    }

    /// What came back.
    public record Answer(int status, String body, String location, String trace) {
        /// A member of the JSON body, empty when it is not there.
        public String member(String member) {
            Matcher found =
                    Pattern.compile('"' + member + "\"\\s*:\\s*\"?([^\",}]*)").matcher(body);
            return found.find() ? found.group(1) : "";
        }
    }

    /// Signs in at a node of the local profile.
    public static Buyer signedIn(int port, String name) {
        Answer answer = send(HttpRequest.newBuilder(at(port, "/dev/login"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"buyer\":\"" + name + "\"}")));
        if (answer.status() != 200) {
            throw new IllegalStateException("cannot sign in: " + answer);
        }
        return new Buyer(name, answer.member("token"));
    }

    /// Somebody whose token nobody signed.
    public static Buyer stranger() {
        return new Buyer("stranger", "not-a-token");
    }

    public String token() {
        return token;
    }

    public String name() {
        return name;
    }

    public Answer buy(int port, String sale, String key, int quantity) {
        return send(
                attempt(port, sale, key).POST(HttpRequest.BodyPublishers.ofString("{\"quantity\":" + quantity + "}")));
    }

    /// As [#buy], inside a trace that the caller has sampled.
    public Answer buyTraced(int port, String sale, String key, String traceparent) {
        return buyWith(port, sale, key, "traceparent", traceparent);
    }

    /// As [#buy], with one header more.
    public Answer buyWith(int port, String sale, String key, String header, String value) {
        return send(attempt(port, sale, key)
                .header(header, value)
                .POST(HttpRequest.BodyPublishers.ofString("{\"quantity\":1}")));
    }

    /// A captcha for a sale, as the page asks for it.
    public Puzzle puzzle(int port, String sale) {
        return Puzzle.of(send(signed(port, "/v1/challenges?sale=" + sale).GET()).body());
    }

    /// As [#buy], with the solution of a captcha.
    public Answer buySolved(int port, String sale, String key, String solution) {
        return send(attempt(port, sale, key)
                .POST(HttpRequest.BodyPublishers.ofString("{\"quantity\":1,\"challenge\":\"" + solution + "\"}")));
    }

    public Answer order(int port, String id) {
        return send(signed(port, "/v1/orders/" + id).GET());
    }

    /// The order's events inside a trace that the caller has sampled, as soon as the stream has ended.
    public Answer events(int port, String id, String traceparent) {
        return send(signed(port, "/v1/orders/" + id + "/events")
                .header("traceparent", traceparent)
                .GET());
    }

    public Answer cancel(int port, String id) {
        return send(signed(port, "/v1/orders/" + id).DELETE());
    }

    private HttpRequest.Builder attempt(int port, String sale, String key) {
        return signed(port, "/v1/sales/" + sale + "/orders")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key);
    }

    private HttpRequest.Builder signed(int port, String path) {
        return HttpRequest.newBuilder(at(port, path)).header("Authorization", "Bearer " + token);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.sendAsync(
                            request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString())
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("Location").orElse(""),
                    response.headers().firstValue("X-Trace-Id").orElse(""));
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static URI at(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
