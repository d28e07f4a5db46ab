package doorbuster.infra.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;

/// Buys one unit with the very requests of the storefront's page: the trace begins with the press, the order
/// is followed until it is settled, and the page's own span is reported. Then the unit is given back.
public final class TracedPurchase {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String NOT_SETTLED = "ACCEPTED";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private final String shop;
    private final String token;
    private final String traceId;
    private final String traceparent;
    private final String key;

    /// @param shop  a unit's public URL
    /// @param token the buyer's
    public TracedPurchase(String shop, String token, SecureRandom random) {
        this.shop = shop;
        this.token = token;
        this.traceId = hex(random, 16);
        this.traceparent = "00-" + traceId + "-" + hex(random, 8) + "-01";
        this.key = hex(random, 16);
    }

    /// What became of it.
    public sealed interface Outcome {
        /// It was settled and given back.
        record Bought(String traceId) implements Outcome {}

        /// The shop said no, or nothing in time.
        record Refused(String why) implements Outcome {}
    }

    /// Buys and gives back; returns when both are done.
    public Outcome make(String sale) {
        try {
            Instant pressed = Instant.now();
            JsonNode order = place(sale);
            String id = order.path("orderId").asText();
            if (id.isEmpty()) {
                return new Outcome.Refused(order.path("code").asText("no order"));
            }
            String state = settled(id);
            report(pressed, Duration.between(pressed, Instant.now()), state);
            giveBack(id);
            return state.equals(NOT_SETTLED)
                    ? new Outcome.Refused("it is not settled after " + PATIENCE.toSeconds() + " s")
                    : new Outcome.Bought(traceId);
        } catch (IOException e) {
            return new Outcome.Refused("the shop does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Refused("interrupted");
        }
    }

    private JsonNode place(String sale) throws IOException, InterruptedException {
        HttpRequest request = traced("/v1/sales/" + sale + "/orders")
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"quantity\":1}"))
                .build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    /// The state that follows ACCEPTED, read from the order's events as the page does.
    private String settled(String order) throws IOException, InterruptedException {
        HttpRequest request = traced("/v1/orders/" + order + "/events").GET().build();
        HttpResponse<Stream<String>> events = http.send(request, BodyHandlers.ofLines());
        try (Stream<String> lines = events.body()) {
            return lines.filter(line -> line.startsWith("data: "))
                    .map(line -> state(line.substring("data: ".length())))
                    .filter(state -> !state.equals(NOT_SETTLED))
                    .findFirst()
                    .orElse(NOT_SETTLED);
        }
    }

    private void report(Instant pressed, Duration took, String state) throws IOException, InterruptedException {
        String span = JSON.writeValueAsString(Map.of(
                "traceparent",
                traceparent,
                "startedAt",
                pressed.toString(),
                "durationMs",
                took.toMillis(),
                "outcome",
                state));
        HttpRequest request = plain("/v1/traces")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(span))
                .build();
        http.send(request, BodyHandlers.discarding());
    }

    private void giveBack(String order) throws IOException, InterruptedException {
        http.send(plain("/v1/orders/" + order).DELETE().build(), BodyHandlers.discarding());
    }

    private HttpRequest.Builder traced(String path) {
        return plain(path).header("traceparent", traceparent);
    }

    private HttpRequest.Builder plain(String path) {
        return HttpRequest.newBuilder(URI.create(shop + path))
                .timeout(PATIENCE)
                .header("User-Agent", "doorbuster-up")
                .header("Authorization", "Bearer " + token);
    }

    private static String state(String json) {
        try {
            return JSON.readTree(json).path("state").asText();
        } catch (IOException e) {
            return NOT_SETTLED;
        }
    }

    private static String hex(SecureRandom random, int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
