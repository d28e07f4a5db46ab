package doorbuster.console;

import static doorbuster.console.ConsoleServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.door.ModelWares;
import doorbuster.door.Route;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What operators may do, and nobody else.
final class ConsoleTest {
    private static final String DRAFT = """
            {"sku":"lamp-1","stock":100,"opensAt":"2026-11-27T09:00:00Z","closesAt":"2026-11-28T09:00:00Z",
             "perBuyerLimit":2,"priceMinor":1999,"currency":"EUR","payWithin":"PT15M","challenge":"SUSPICIOUS",
             "minLevel":1,"minAccountAgeDays":7,"allowListOnly":false}
            """;
    private static ConsoleServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new ConsoleServer();
        server.unit.put(ModelWares.offer("lamp", 1), 10);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @TestFactory
    List<DynamicTest> only_an_operator_gets_past_a_route_that_is_not_observed() {
        return server.console.routes().stream()
                .map(route -> DynamicTest.dynamicTest(route.method() + " " + route.path(), () -> {
                    String path = route.path()
                            .replace("{saleId}", "lamp")
                            .replace("{buyer}", "ann")
                            .replace("{letterId}", "1-0")
                            .replace("{file}", "index.html");
                    HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString("{}");
                    int nobody = server.send(
                                    server.to(path).method(route.method().text(), body))
                            .statusCode();
                    int buyer = server.send(server.to(path)
                                    .header("Authorization", "Bearer " + server.identity.token("ann"))
                                    .method(route.method().text(), body))
                            .statusCode();
                    if (route.access() == Route.Access.OPERATOR) {
                        assertThat(List.of(nobody, buyer)).containsExactly(401, 403);
                    } else {
                        assertThat(route.path()).matches("/observe/.*|/|/console/.*");
                        assertThat(List.of(nobody, buyer)).isSubsetOf(200, 404, 503);
                    }
                }))
                .toList();
    }

    @Test
    void the_page_takes_nothing_from_elsewhere_and_runs_nothing_inline() {
        HttpResponse<String> page = server.send(server.to("/"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http:", "https:", "*");
    }

    @Test
    void a_sale_is_written_down_and_read_back() throws IOException {
        HttpResponse<String> written =
                server.put("/v1/sales/night-lamp", "application/json", DRAFT.getBytes(StandardCharsets.UTF_8));

        assertThat(written.statusCode()).as(written.body()).isEqualTo(200);
        assertThat(server.desk.done).contains("put night-lamp by op");
        JsonNode read = json(server.get("/v1/sales/night-lamp"));
        assertThat(read.path("payWithin").asText()).isEqualTo("PT15M");
        assertThat(read.path("challenge").asText()).isEqualTo("SUSPICIOUS");
        assertThat(read.path("opensAt").asText()).isEqualTo("2026-11-27T09:00:00.000Z");
    }

    @Test
    void the_sale_of_a_proof_is_listed_until_it_is_closed_and_then_only_found_by_its_name() throws IOException {
        server.put("/v1/sales/synthetic-1", "application/json", DRAFT.getBytes(StandardCharsets.UTF_8));
        assertThat(server.get("/v1/sales").body()).contains("\"synthetic-1\"", "\"lamp\"");
        server.post("/v1/sales/synthetic-1/close", "");
        assertThat(server.get("/v1/sales").body()).contains("\"lamp\"").doesNotContain("synthetic-1");
        assertThat(json(server.get("/v1/sales/synthetic-1")).path("position").asText())
                .isEqualTo("CLOSED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"stock\":100 → \"stock\":0",
                "\"stock\":100 → \"stock\":10000001",
                "\"stock\":100 → \"stock\":1.5",
                "\"stock\":100 → \"stock\":null",
                "\"sku\":\"lamp-1\" → \"sku\":\"../x\"",
                "2026-11-28T09:00:00Z → 2026-11-27T09:00:00Z",
                "2026-11-28T09:00:00Z → tomorrow",
                "PT15M → P40D",
                "PT15M → soon",
                "EUR → eur",
                "SUSPICIOUS → SOMETIMES",
                "\"perBuyerLimit\":2 → \"perBuyerLimit\":1000",
                "\"priceMinor\":1999 → \"priceMinor\":-1",
                "\"minLevel\":1 → \"minLevels\":1",
                "false → \"false\""
            })
    void a_draft_out_of_its_bounds_is_refused(String change) throws IOException {
        List<String> parts = List.of(change.split(" → ", -1));

        HttpResponse<String> answer = server.put(
                "/v1/sales/never",
                "application/json",
                DRAFT.replace(parts.get(0), parts.get(1)).getBytes(StandardCharsets.UTF_8));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).path("code").asText()).isEqualTo("malformed");
        assertThat(server.get("/v1/sales/never").statusCode()).isEqualTo(404);
    }

    @Test
    void a_sale_is_paused_restocked_and_refused_by_the_right_name() throws IOException {
        assertThat(server.post("/v1/sales/lamp/pause", "").statusCode()).isEqualTo(200);
        assertThat(server.post("/v1/sales/lamp/restock", "{\"quantity\":5}").statusCode())
                .isEqualTo(200);
        assertThat(server.desk.done).contains("pause lamp by op", "restock 5 lamp by op");
        assertThat(json(server.post("/v1/sales/lamp/resume", "")).path("code").asText())
                .isEqualTo("not-paused");
        assertThat(server.post("/v1/sales/lamp/restock", "{\"quantity\":0}").statusCode())
                .isEqualTo(400);
        assertThat(server.post("/v1/sales/nothing/close", "").statusCode()).isEqualTo(404);
    }

    @Test
    void the_book_has_the_members_of_the_contract() throws IOException {
        JsonNode book = json(server.get("/v1/sales/lamp/book"));

        assertThat(book.fieldNames())
                .toIterable()
                .containsExactly(
                        "saleId",
                        "epoch",
                        "allotted",
                        "available",
                        "inTransfer",
                        "accepted",
                        "confirmed",
                        "paid",
                        "released",
                        "balanced");
    }

    @Test
    void the_places_of_a_sale_add_up_to_its_stock() throws Exception {
        var view = json(server.get("/v1/sales/lamp/book/units"));
        assertThat(view.path("sum").asLong()).isEqualTo(view.path("allotted").asLong());
        assertThat(view.path("balanced").asBoolean()).isTrue();
        assertThat(view.path("places").get(1).toString())
                .isEqualTo("{\"place\":\"dead-letter\",\"lane\":0,\"units\":1,\"orders\":1,\"counts\":true}");
        assertThat(view.path("places").get(2).has("lane")).isFalse();
        assertThat(server.get("/v1/sales/nothing/book/units").statusCode()).isEqualTo(404);
    }

    @Test
    void the_unit_drains_and_dead_letters_are_decided() throws IOException {
        assertThat(json(server.post("/v1/unit/drain", "")).path("draining").asBoolean())
                .isTrue();
        assertThat(json(server.get("/v1/unit/vitals")).path("draining").asBoolean())
                .isTrue();
        assertThat(json(server.get("/v1/unit/drain")).path("drained").asBoolean())
                .isTrue();
        assertThat(json(server.post("/v1/unit/undrain", "")).path("draining").asBoolean())
                .isFalse();
        assertThat(json(server.get("/v1/dead-letters")).path("deadLetters")).hasSize(1);
        assertThat(server.post("/v1/dead-letters/1-0/retry", "").statusCode()).isEqualTo(200);
        assertThat(server.post("/v1/dead-letters/9-9/retry", "").statusCode()).isEqualTo(404);
        assertThat(server.post("/v1/dead-letters/1-0/refuse", "").statusCode()).isEqualTo(503);
    }

    @Test
    void a_stale_check_is_no_good_word() {
        server.checkedAt = Instant.now();
        assertThat(server.send(server.to("/observe/health/ready")).statusCode()).isEqualTo(200);
        server.checkedAt = Instant.now().minusSeconds(6);

        assertThat(server.send(server.to("/observe/health/ready")).statusCode()).isEqualTo(503);
        assertThat(server.send(server.to("/observe/health/unit")).statusCode()).isEqualTo(503);
        assertThat(server.send(server.to("/observe/health/live")).statusCode()).isEqualTo(200);
        server.checkedAt = Instant.now().plusSeconds(60);
    }
}
