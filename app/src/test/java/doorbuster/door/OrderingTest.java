package doorbuster.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import doorbuster.admission.RateSettings;
import doorbuster.rig.Puzzle;
import doorbuster.sale.Offer;
import doorbuster.sale.OrderId;
import doorbuster.sale.OrderState;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The way of an order through the door.
final class OrderingTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private DoorServer server;

    @BeforeEach
    void start() throws Exception {
        server = new DoorServer();
        server.unit.put(ModelWares.offer("lamp", 1), 10);
        server.unit.put(RefusalTableTest.sale("proof", 2, Map.of("challenge", Offer.Challenge.ALWAYS)), 10);
        server.unit.put(RefusalTableTest.sale("proof-too", 3, Map.of("challenge", Offer.Challenge.ALWAYS)), 10);
        server.unit.put(RefusalTableTest.sale("wary", 4, Map.of("challenge", Offer.Challenge.SUSPICIOUS)), 100);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    private static String code(HttpResponse<String> answer) throws IOException {
        return json(answer).path("code").asText();
    }

    @Test
    void an_attempt_that_takes_its_stock_is_accepted_with_the_address_of_the_order() throws IOException {
        HttpResponse<String> answer = server.buy("lamp", "ann", "k1");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Location"))
                .contains("/v1/orders/" + json(answer).path("orderId").asText());
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("X-Region")).contains(DoorServer.REGION);
        assertThat(json(answer).path("state").asText()).isEqualTo("ACCEPTED");
        assertThat(json(answer).path("saleId").asText()).isEqualTo("lamp");
        assertThat(json(answer).path("quantity").asInt()).isEqualTo(1);
    }

    @Test
    void the_same_key_gets_the_same_order_and_200_once_it_is_settled() throws IOException {
        String first = json(server.buy("lamp", "ann", "k1")).path("orderId").asText();
        HttpResponse<String> again = server.buy("lamp", "ann", "k1");
        server.unit.move(new OrderId(first), OrderState.CONFIRMED);
        HttpResponse<String> settled = server.buy("lamp", "ann", "k1");

        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(json(again).path("orderId").asText()).isEqualTo(first);
        assertThat(settled.statusCode()).isEqualTo(200);
        assertThat(json(settled).path("state").asText()).isEqualTo("CONFIRMED");
        assertThat(server.unit.stock).containsEntry(ModelWares.offer("lamp", 1).id(), 9L);
    }

    @Test
    void the_same_key_with_another_quantity_is_a_conflict() throws IOException {
        server.buy("lamp", "ann", "k1");

        HttpResponse<String> answer = server.send(server.order("lamp", "ann", "k1", "{\"quantity\":2}"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(code(answer)).isEqualTo("idempotency-conflict");
    }

    @Test
    void of_two_attempts_of_one_buyer_at_once_one_is_answered_and_the_other_told_to_wait() throws Exception {
        server.unit.gate = new CountDownLatch(1);
        CompletableFuture<HttpResponse<String>> first =
                CompletableFuture.supplyAsync(() -> server.buy("lamp", "ann", "k1"));
        await().until(() -> server.unit.asked.get() == 1);

        HttpResponse<String> second = server.buy("lamp", "ann", "k2");
        server.unit.gate.countDown();

        assertThat(code(second)).isEqualTo("submission-in-progress");
        assertThat(first.get().statusCode()).isEqualTo(202);
        assertThat(server.buy("lamp", "ann", "k2").statusCode()).isEqualTo(202);
    }

    @Test
    void the_hundred_and_first_attempt_in_a_minute_is_refused_and_the_next_dies_on_the_node() throws IOException {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            statuses.add(server.buy("lamp", "ann", "key" + i).statusCode());
        }
        HttpResponse<String> limited = server.buy("lamp", "ann", "key");
        int asked = server.unit.asked.get();

        assertThat(statuses.subList(0, 100)).doesNotContain(429);
        assertThat(statuses.get(100)).isEqualTo(429);
        assertThat(code(limited)).isEqualTo("rate-limited");
        assertThat(limited.headers().firstValue("RateLimit-Limit")).contains("100");
        assertThat(limited.headers().firstValue("RateLimit-Remaining")).contains("0");
        assertThat(limited.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
        assertThat(asked).isEqualTo(101);
        assertThat(server.buy("lamp", "bob", "k").statusCode()).isEqualTo(202);
    }

    @Test
    void ten_hopeless_attempts_are_answered_from_memory_and_counted_with_the_eleventh() throws IOException {
        server.unit.put(RefusalTableTest.sale("gone", 10, Map.of()), 0);
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            codes.add(code(server.buy("gone", "ann", "key" + i)));
        }
        assertThat(server.unit.asked).hasValue(0);
        for (int i = 10; i < 150; i++) {
            codes.add(code(server.buy("gone", "ann", "key" + i)));
        }

        assertThat(codes.subList(0, 100)).containsOnly("sold-out");
        assertThat(codes.subList(100, 150)).containsOnly("rate-limited");
        assertThat(server.unit.asked).as("90 sold out, one too many").hasValue(91);
    }

    @Test
    void refusals_that_need_no_store_ask_none() {
        server.unit.put(RefusalTableTest.sale("over", 9, Map.of("position", Offer.Switch.CLOSED)), 0);
        server.unit.put(RefusalTableTest.sale("gone", 10, Map.of()), 0);
        server.unit.put(RefusalTableTest.sale("listed", 11, Map.of("listed", true)), 10);
        server.blockedMembers.add("stranger");

        server.send(server.order("lamp", "ann", "k", "{\"quantity\":1}").setHeader("Authorization", "Bearer x"));
        server.buy("over", "ann", "k");
        server.buy("gone", "ann", "k");
        server.buy("listed", "stranger", "k");

        assertThat(server.unit.asked).hasValue(0);
    }

    @Test
    void a_solved_challenge_lets_one_attempt_in_and_no_other() throws IOException {
        String solution = solve("proof", "ann");
        HttpResponse<String> first = buy("proof", "ann", "k1", solution);
        HttpResponse<String> replayed = buy("proof", "ann", "k2", solution);
        HttpResponse<String> again = server.buy("proof", "ann", "k1");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(code(replayed)).isEqualTo("challenge-failed");
        assertThat(again.statusCode()).as("a repeat needs no challenge").isEqualTo(202);
        assertThat(json(again).path("orderId")).isEqualTo(json(first).path("orderId"));
    }

    @Test
    void a_challenge_does_for_its_own_sale_and_buyer_only() throws IOException {
        String solution = solve("proof", "ann");

        assertThat(code(buy("proof-too", "ann", "k", solution))).isEqualTo("challenge-failed");
        assertThat(code(buy("proof", "bob", "k", solution))).isEqualTo("challenge-failed");
        assertThat(buy("proof", "ann", "k", solution).statusCode()).isEqualTo(202);
    }

    @Test
    void suspicious_traffic_is_asked_for_proof_and_quiet_traffic_is_not() throws Exception {
        assertThat(server.buy("wary", "ann", "k").statusCode()).isEqualTo(202);
        for (int i = 0; i < 41; i++) {
            server.buy("wary", "hasty", "key" + i);
        }

        assertThat(code(server.buy("wary", "hasty", "one-more"))).isEqualTo("challenge-required");
    }

    @Test
    void a_draining_unit_takes_nothing_new_but_knows_its_orders() throws IOException {
        server.buy("lamp", "ann", "k1");
        server.intake.turnOff(true);

        HttpResponse<String> turnedAway = server.buy("lamp", "ann", "k2");
        assertThat(code(turnedAway)).isEqualTo("unavailable");
        assertThat(turnedAway.statusCode()).isEqualTo(503);
        assertThat(turnedAway.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(turnedAway.body()).contains("\"otherRegions\":[{").contains("\"name\":\"test-south\"");
        assertThat(server.buy("lamp", "ann", "k1").statusCode()).isEqualTo(202);
    }

    @Test
    void an_address_without_logins_has_a_ceiling_of_its_own() throws Exception {
        RateSettings few = new RateSettings(100, 3, 5, Duration.ofMinutes(1), 1_000, false, Set.of());
        try (DoorServer strict = new DoorServer(few)) {
            strict.unit.put(ModelWares.offer("lamp", 1), 10);
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                statuses.add(strict.send(strict.to("/v1/orders")).statusCode());
            }

            assertThat(statuses).containsExactly(401, 401, 401, 429);
            assertThat(strict.buy("lamp", "ann", "k").statusCode()).isEqualTo(202);
        }
    }

    private HttpResponse<String> buy(String sale, String buyer, String key, String solution) {
        return server.send(server.order(sale, buyer, key, "{\"quantity\":1,\"challenge\":\"" + solution + "\"}"));
    }

    private String solve(String sale, String buyer) {
        return Puzzle.of(server.get("/v1/challenges?sale=" + sale, buyer).body())
                .solved();
    }
}
