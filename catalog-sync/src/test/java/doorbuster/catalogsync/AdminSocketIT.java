package doorbuster.catalogsync;

import static doorbuster.catalogsync.AdminSockets.NDJSON;
import static doorbuster.catalogsync.AdminSockets.SOON;
import static doorbuster.catalogsync.Author.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.catalogsync.Desk.Answer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the admin sockets of both roles answer, and what they refuse.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AdminSocketIT {
    private AdminSockets sockets;
    private Place origin;
    private Place unit;
    private Desk author;
    private Desk operator;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        sockets = AdminSockets.start(folder);
        origin = sockets.origin();
        unit = sockets.unit();
        author = sockets.author();
        operator = sockets.operator();
    }

    @AfterAll
    void stop() {
        sockets.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /v1/catalog/import                       | text/html   | x                    | 415 | unsupported-media-type
            POST   | /v1/catalog/import                       | ''          | x                    | 415 | unsupported-media-type
            POST   | /v1/catalog/import?format=xml            | text/csv    | x                    | 415 | unsupported-media-type
            POST   | /v1/catalog/import?mode=destroy          | text/csv    | x                    | 400 | malformed
            POST   | /v1/catalog/import                       | text/csv    | ''                   | 422 | bad-lines
            POST   | /v1/catalog/import                       | text/csv    | no,such,columns      | 422 | bad-lines
            POST   | /v1/catalog/import                       | application/x-ndjson | {"sku":1}   | 422 | bad-lines
            POST   | /v1/catalog/import?mode=replace          | application/x-ndjson | {"sku":"a","priceMinor":1,"name":"a"} | 409 | shrinks
            POST   | /v1/catalog/rollback/abc                 | ''          | ''                   | 400 | malformed
            POST   | /v1/catalog/rollback/-1                  | ''          | ''                   | 400 | malformed
            POST   | /v1/catalog/rollback/99                  | ''          | ''                   | 404 | not-found
            POST   | /v1/catalog/rollback/99999999999999999999 | ''         | ''                   | 400 | malformed
            GET    | /v1/catalog/export?format=xml            | ''          | ''                   | 400 | malformed
            GET    | /v1/catalog/export?version=last          | ''          | ''                   | 400 | malformed
            GET    | /v1/catalog/export?version=99            | ''          | ''                   | 404 | not-found
            DELETE | /v1/catalog/units/EU.West                | ''          | ''                   | 400 | malformed
            DELETE | /v1/catalog/units/x%27%20or%20true       | ''          | ''                   | 400 | malformed
            GET    | /v1/catalog/drift                        | ''          | ''                   | 404 | not-found
            GET    | /v1/catalog/no-such-thing                | ''          | ''                   | 404 | not-found
            GET    | /v1/catalog/rollback/1                   | ''          | ''                   | 404 | not-found
            """)
    void wrong_input_is_refused_with_a_reason_and_changes_nothing(
            String method, String path, String type, String body, int status, String code) throws Exception {
        String before = origin.content();
        Answer answer = author.send(method, path, type, body);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.response().body()).doesNotContain("Exception", "\tat ");
        assertThat(origin.content()).isEqualTo(before);
    }

    @Test
    void a_body_that_is_cut_off_changes_nothing() throws IOException {
        String before = origin.content();
        String head = "POST /v1/catalog/import HTTP/1.1\r\nHost: origin\r\nContent-Type: " + NDJSON
                + "\r\nAuthorization: " + author.authorization() + "\r\nConnection: close\r\n";
        assertThat(author.raw(head + "Content-Length: 9999\r\n\r\n" + product("half", 1)))
                .doesNotContain(" 20");
        assertThat(author.raw(head + "Transfer-Encoding: chunked\r\n\r\n3c\r\n" + product("half", 1)))
                .doesNotContain(" 20");
        assertThat(origin.content()).isEqualTo(before);
    }

    @Test
    void an_author_imports_exports_and_rolls_back() throws Exception {
        long first = author.get("/v1/catalog/status").json().path("version").asLong();
        Answer imported =
                author.send("POST", "/v1/catalog/import?note=a+word", "text/csv", "sku,priceMinor,name\nSKU-1,7,New\n");
        assertThat(imported.status()).as(imported.response().body()).isEqualTo(201);
        assertThat(imported.json().path("version").asLong()).isEqualTo(first + 1);
        assertThat(author.get("/v1/catalog/export").response().body()).contains("\"New\"");
        assertThat(author.get("/v1/catalog/export?format=csv&version=" + first)
                        .response()
                        .body())
                .contains("SKU-1")
                .doesNotContain("New");
        JsonNode newest = author.get("/v1/catalog/versions").json().path(0);
        assertThat(newest.path("note").asText()).isEqualTo("a word");
        assertThat(newest.path("author").asText()).isEqualTo("operator");
        assertThat(author.post("/v1/catalog/rollback/" + first).status()).isEqualTo(201);
        assertThat(author.post("/v1/catalog/rollback/" + first)
                        .json()
                        .path("unchanged")
                        .asBoolean())
                .isTrue();
        sockets.arrived();
    }

    @Test
    void an_operator_sees_audits_seeds_leaves_and_joins() throws Exception {
        sockets.arrived();
        JsonNode status = operator.get("/v1/catalog/status").json();
        assertThat(status.path("role").asText()).isEqualTo("unit");
        assertThat(status.path("products").asInt()).isEqualTo(20);
        unit.byHand("delete from catalog.product where sku = 'SKU-2'");
        JsonNode audit = operator.post("/v1/catalog/audit").json();
        assertThat(audit.path("equal").asBoolean()).isTrue();
        JsonNode drift = operator.get("/v1/catalog/drift").json().path(0);
        assertThat(drift.path("key").asText()).isEqualTo("SKU-2");
        assertThat(drift.path("kind").asText()).isEqualTo("missing");
        assertThat(operator.get("/v1/catalog/status")
                        .json()
                        .path("newestDrift")
                        .path("key")
                        .asText())
                .isEqualTo("SKU-2");

        String slot = unit.ask("select subslotname from pg_subscription");
        assertThat(operator.post("/v1/catalog/reseed").status()).isEqualTo(202);
        await().atMost(SOON)
                .until(() ->
                        !unit.ask("select subslotname from pg_subscription").equals(slot));

        Answer left = operator.post("/v1/catalog/decommission");
        assertThat(left.json().path("originTold").asBoolean()).isTrue();
        assertThat(origin.ask("select count(*) from pg_replication_slots")).isEqualTo("0");
        assertThat(author.send("DELETE", "/v1/catalog/units/eu-west", "", "")
                        .json()
                        .path("slots"))
                .isEmpty();
        assertThat(operator.post("/v1/catalog/join").status()).isEqualTo(202);
        await().atMost(SOON)
                .until(() -> unit.ask("select count(*) from pg_subscription").equals("1"));
        assertThat(unit.ask("select string_agg(distinct what, ',' order by what) from catalog.act"
                        + " where actor = 'operator'"))
                .isEqualTo("decommission,join,reseed");
    }

    @Test
    void a_server_that_is_away_is_said_so() throws Exception {
        unit.server().stop();
        try {
            Answer answer = operator.get("/v1/catalog/status");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("unavailable");
            assertThat(answer.header("Retry-After")).isNotEmpty();
            Desk probe = new Desk(unit.part().port(), "");
            assertThat(probe.get("/observe/health/ready").status()).isEqualTo(503);
            assertThat(probe.get("/observe/health/live").status()).isEqualTo(200);
        } finally {
            unit.server().restart();
        }
        sockets.arrived();
    }
}
