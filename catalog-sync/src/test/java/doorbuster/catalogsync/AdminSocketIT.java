package doorbuster.catalogsync;

import static doorbuster.catalogsync.Author.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.catalogsync.Desk.Answer;
import doorbuster.infra.identity.LocalIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every route of the admin sockets of both roles: who is let in, what is answered, what is refused.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AdminSocketIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String NDJSON = "application/x-ndjson";
    private Place origin;
    private Place unit;
    private LocalIdentity identity;
    private LocalIdentity stranger;
    private Desk author;
    private Desk operator;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        identity = LocalIdentity.in(folder.resolve("own"));
        stranger = LocalIdentity.in(folder.resolve("foreign"));
        String jwks = LocalIdentity.jwksFile(folder.resolve("own")).toUri().toString();
        origin = Place.origin().trusting(jwks).start();
        unit = Place.unit("eu-west", origin).trusting(jwks).start();
        String bearer = "Bearer " + identity.operatorToken(Instant.now());
        author = new Desk(origin.part().port(), bearer);
        operator = new Desk(unit.part().port(), bearer);
        assertThat(author.send("POST", "/v1/catalog/import", NDJSON, Author.catalog(20, 100))
                        .status())
                .isEqualTo(201);
        arrived();
    }

    @AfterAll
    void stop() {
        unit.close();
        origin.close();
    }

    private void arrived() {
        await().atMost(SOON)
                .until(() -> !unit.content().isEmpty() && unit.content().equals(origin.content()));
    }

    static Stream<String> everyRoute() {
        return Stream.of(
                "origin GET /v1/catalog/status",
                "origin GET /v1/catalog/versions",
                "origin GET /v1/catalog/export",
                "origin POST /v1/catalog/import",
                "origin POST /v1/catalog/rollback/1",
                "origin DELETE /v1/catalog/units/eu-west",
                "unit GET /v1/catalog/status",
                "unit GET /v1/catalog/drift",
                "unit POST /v1/catalog/audit",
                "unit POST /v1/catalog/reseed",
                "unit POST /v1/catalog/join",
                "unit POST /v1/catalog/decommission",
                "unit GET /v1/catalog/no-such-thing",
                "unit GET /v1");
    }

    @ParameterizedTest
    @MethodSource("everyRoute")
    void nobody_is_let_in_without_a_good_operators_token(String route) throws Exception {
        String[] words = route.split(" ", -1);
        Instant now = Instant.now();
        String before = origin.content() + unit.ask("select wanted, seed from catalog.membership");
        LocalIdentity.Buyer ann = new LocalIdentity.Buyer("ann", 9, LocalDate.EPOCH, Optional.empty());
        for (String authorization : List.of(
                "",
                "Bearer ",
                "Bearer x.y.z",
                "Basic b3BlcmF0b3I6b3BlcmF0b3I=",
                identity.operatorToken(now),
                "Bearer " + identity.buyerToken(ann, now),
                "Bearer " + identity.operatorToken(now.minus(Duration.ofDays(2))),
                "Bearer " + identity.operatorToken(now.plus(Duration.ofDays(2))),
                "Bearer " + stranger.operatorToken(now),
                "Bearer " + unsigned(identity.operatorToken(now)))) {
            int port = (words[0].equals("origin") ? origin : unit).part().port();
            Answer answer = new Desk(port, authorization).send(words[1], words[2], NDJSON, product("evil", 1));
            assertThat(answer.status()).as(authorization).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("login-required");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        }
        assertThat(origin.content() + unit.ask("select wanted, seed from catalog.membership"))
                .isEqualTo(before);
    }

    private static String unsigned(String token) {
        String claims = token.split("\\.", -1)[1];
        return "eyJhbGciOiJub25lIn0." + claims + ".";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%76%31/catalog/status",
                "/%2e/v1/catalog/status",
                "/observe/../v1/catalog/status",
                "/observe/%2e%2e/v1/catalog/status",
                "/observe/..%2fv1/catalog/status",
                "//v1/catalog/status",
                "/./v1/catalog/status",
                "/v1;x=y/catalog/status",
                "/V1/catalog/status",
                "/v1%2fcatalog/status",
                "http://127.0.0.1/v1/catalog/status",
                "*"
            })
    void no_spelling_of_a_path_goes_around_the_login(String path) throws IOException {
        assertThat(operator.raw("GET " + path + " HTTP/1.1\r\nHost: unit\r\nConnection: close\r\n\r\n"))
                .doesNotContain(" 200 ");
    }

    @Test
    void probes_need_no_token_and_the_metrics_have_their_names() throws Exception {
        for (int port : List.of(origin.part().port(), unit.part().port())) {
            Desk probe = new Desk(port, "");
            assertThat(probe.get("/observe/health/live").status()).isEqualTo(200);
            assertThat(probe.get("/observe/health/ready").status()).isEqualTo(200);
            assertThat(probe.get("/observe/metrics").response().body())
                    .contains(
                            "doorbuster_catalog_version",
                            "doorbuster_catalog_conflicts",
                            "doorbuster_catalog_apply_errors",
                            "doorbuster_catalog_drifted_rows",
                            "doorbuster_catalog_equal",
                            "doorbuster_catalog_slot_retained_bytes");
        }
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
        arrived();
    }

    @Test
    void an_operator_sees_audits_seeds_leaves_and_joins() throws Exception {
        arrived();
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
        arrived();
    }
}
