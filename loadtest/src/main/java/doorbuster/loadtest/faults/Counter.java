package doorbuster.loadtest.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import doorbuster.loadtest.reckon.Told;
import doorbuster.loadtest.reckon.Wish;
import doorbuster.loadtest.trial.Crowd;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Where a buyer stands: one app node's front, spoken to over HTTP. Whatever breaks is [Told.Silence].
record Counter(InetSocketAddress front) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    Told order(String sale, Crowd.Buyer buyer, Wish wish) {
        return ask(request("/v1/sales/" + sale + "/orders", buyer)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", wish.key())
                .POST(BodyPublishers.ofString("{\"quantity\":" + wish.quantity() + "}"))
                .build());
    }

    Told look(String order, Crowd.Buyer buyer) {
        return ask(request("/v1/orders/" + order, buyer).GET().build());
    }

    Told cancel(String order, Crowd.Buyer buyer) {
        return ask(request("/v1/orders/" + order, buyer).DELETE().build());
    }

    private HttpRequest.Builder request(String path, Crowd.Buyer buyer) {
        return HttpRequest.newBuilder(URI.create("http://" + front.getHostString() + ":" + front.getPort() + path))
                .timeout(PATIENCE)
                .header("Authorization", buyer.authorization());
    }

    private static Told ask(HttpRequest request) {
        try {
            HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
            JsonNode body = JSON.readTree(answer.body());
            return Told.of(
                    answer.statusCode(),
                    body.path("orderId").asText(""),
                    body.path("state").asText(""),
                    body.path("code").asText(""));
        } catch (JsonProcessingException e) {
            return new Told.Refused(0, "not JSON");
        } catch (IOException _) {
            return new Told.Silence();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Told.Silence();
        }
    }
}
