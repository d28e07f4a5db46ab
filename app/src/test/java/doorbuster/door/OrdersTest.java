package doorbuster.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import doorbuster.rig.PaymentProvider;
import doorbuster.sale.OrderId;
import doorbuster.sale.OrderState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What buyers see and do after the order, and what the payment provider says.
final class OrdersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private DoorServer server;
    private String order;

    @BeforeEach
    void buy() throws Exception {
        server = new DoorServer();
        server.unit.put(ModelWares.offer("lamp", 1), 10);
        order = json(server.buy("lamp", "ann", "k")).path("orderId").asText();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    @Test
    void a_buyer_sees_the_own_order_with_price_and_timeline() throws IOException {
        HttpResponse<String> answer = server.get("/v1/orders/" + order, "ann");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("state").asText()).isEqualTo("ACCEPTED");
        assertThat(json(answer).path("price").asText()).isEqualTo("19.99");
        assertThat(json(answer).path("timeline").get(0).path("at").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(json(server.get("/v1/orders", "ann")).path("orders")).hasSize(1);
    }

    @Test
    void a_strangers_order_is_answered_like_a_random_one() {
        HttpResponse<String> strangers = server.get("/v1/orders/" + order, "bob");
        HttpResponse<String> random = server.get("/v1/orders/" + "a".repeat(40), "bob");
        HttpResponse<String> nonsense = server.get("/v1/orders/1%27%20OR%201=1", "bob");

        assertThat(List.of(strangers.statusCode(), random.statusCode(), nonsense.statusCode()))
                .containsOnly(404);
        assertThat(strangers.body()).isEqualTo(random.body());
    }

    @Test
    void an_order_is_cancelled_once_it_is_settled_and_not_once_it_is_paid() throws IOException {
        HttpRequest.Builder cancel = server.to("/v1/orders/" + order)
                .header("Authorization", "Bearer " + server.identity.token("ann"))
                .DELETE();
        HttpResponse<String> early = server.send(cancel);
        server.unit.move(new OrderId(order), OrderState.CONFIRMED);
        HttpResponse<String> inTime = server.send(cancel);
        server.unit.move(new OrderId(order), OrderState.PAID);
        HttpResponse<String> late = server.send(cancel);

        assertThat(early.statusCode())
                .as("noted, to be cancelled once it is settled")
                .isEqualTo(202);
        assertThat(json(early).path("state").asText()).isEqualTo("ACCEPTED");
        assertThat(inTime.statusCode()).isEqualTo(200);
        assertThat(json(inTime).path("state").asText()).isEqualTo("CANCELLED");
        assertThat(late.statusCode()).isEqualTo(409);
    }

    @Test
    void a_watcher_is_told_each_state_until_the_last() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> stream = client.send(
                    server.to("/v1/orders/" + order + "/events")
                            .header("Authorization", "Bearer " + server.identity.token("ann"))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            List<String> lines = new ArrayList<>();
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
                String line = reader.readLine();
                while (line != null) {
                    lines.add(line);
                    if (line.contains("\"ACCEPTED\"") && !line.contains("CONFIRMED")) {
                        server.unit.move(new OrderId(order), OrderState.CONFIRMED);
                    } else if (line.contains("\"state\":\"CONFIRMED\",\"price\"")) {
                        server.unit.move(new OrderId(order), OrderState.PAID);
                    }
                    line = reader.readLine();
                }
            }

            assertThat(stream.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            assertThat(lines.get(0)).startsWith("retry:");
            assertThat(lines).filteredOn("event: order"::equals).hasSize(3);
            assertThat(lines.stream()
                            .filter(l -> l.startsWith("data:"))
                            .toList()
                            .getLast())
                    .contains("\"state\":\"PAID\"");
        }
    }

    @Test
    void a_signed_payment_counts_and_an_unsigned_late_or_changed_one_does_not() throws IOException {
        String body = PaymentProvider.event("e1", order, 1999);
        long now = Instant.now().getEpochSecond();

        assertThat(pay(body, Long.toString(now), "v1=00").statusCode()).isEqualTo(401);
        assertThat(pay(body, Long.toString(now - 301), sign(now - 301, body)).statusCode())
                .isEqualTo(401);
        assertThat(pay(body, "99999999999999999999", sign(now, body)).statusCode())
                .isEqualTo(401);
        assertThat(pay(body.replace("1999", "1"), Long.toString(now), sign(now, body))
                        .statusCode())
                .isEqualTo(401);
        assertThat(pay("{}", Long.toString(now), sign(now, "{}")).statusCode()).isEqualTo(400);
        HttpResponse<String> counted = pay(body, Long.toString(now), sign(now, body));
        assertThat(counted.statusCode()).as(counted.body()).isEqualTo(200);
        assertThat(json(counted).path("result").asText()).isEqualTo("counted");
    }

    private HttpResponse<String> pay(String body, String timestamp, String signature) {
        return server.send(server.to("/v1/payments/events")
                .header("Content-Type", "application/json")
                .header("Doorbuster-Timestamp", timestamp)
                .header("Doorbuster-Signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String sign(long at, String body) {
        return new PaymentProvider(DoorServer.SECRET).signature(at, body);
    }

    @Test
    void the_catalog_is_paged_tagged_and_survives_hostile_names() throws IOException {
        HttpResponse<String> first = server.send(server.to("/v1/catalog/products?limit=1"));
        HttpResponse<String> second = server.send(server.to("/v1/catalog/products?limit=1&after=lamp-1"));
        String tag = first.headers().firstValue("ETag").orElse("");
        HttpResponse<String> unchanged =
                server.send(server.to("/v1/catalog/products?limit=1").header("If-None-Match", tag));

        assertThat(json(first).path("version").asLong()).isEqualTo(7);
        assertThat(json(first).path("next").asText()).isEqualTo("lamp-1");
        assertThat(json(second).path("products").get(0).path("name").asText()).contains("<script>");
        assertThat(second.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(server.send(server.to("/v1/catalog/products?limit=0")).statusCode())
                .isEqualTo(400);
        assertThat(server.send(server.to("/v1/catalog/products/lamp-1/pictures/0"))
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElse(""))
                .contains("sandbox");
    }

    @Test
    void sales_tell_their_state_and_never_the_exact_stock() throws IOException {
        HttpResponse<String> answer = server.send(server.to("/v1/sales/lamp"));

        assertThat(json(answer).path("state").asText()).isEqualTo("OPEN");
        assertThat(json(answer).path("availability").asText()).isEqualTo("PLENTY");
        assertThat(json(answer).has("available")).isFalse();
        assertThat(json(answer).has("stock")).isFalse();
        assertThat(json(answer).path("serverTime").asText()).endsWith("Z");
        assertThat(json(answer).path("name").asText()).isEqualTo("Lamp");
    }
}
