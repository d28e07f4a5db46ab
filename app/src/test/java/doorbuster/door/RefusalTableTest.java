package doorbuster.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import doorbuster.reserve.Reservation;
import doorbuster.sale.Offer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every row of the contract's refusal table, sent to a real server: the documented code, as a problem, with the
/// region, never a 500, and no stock is taken.
final class RefusalTableTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static DoorServer server;

    record Row(String name, Function<DoorServer, HttpRequest.Builder> request, int status, String code) {
        @Override
        public String toString() {
            return name + " → " + status + " " + code;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        server = new DoorServer();
        Offer open = ModelUnit.offer("open", 1);
        server.unit.put(open, 10);
        server.unit.put(sale("sold-out", 2, Map.of()), 0);
        server.unit.put(sale("one-left", 3, Map.of()), 1);
        server.unit.put(sale("early", 4, Map.of("opensAt", Instant.now().plusSeconds(600))), 10);
        server.unit.put(sale("late", 5, Map.of("closesAt", Instant.now().minusSeconds(1))), 10);
        server.unit.put(sale("paused", 6, Map.of("position", Offer.Switch.PAUSED)), 10);
        server.unit.put(sale("level-9", 7, Map.of("minLevel", 9)), 10);
        server.unit.put(sale("old-only", 8, Map.of("minAge", 100_000)), 10);
        server.unit.put(sale("listed", 9, Map.of("listed", true)), 10);
        server.unit.put(sale("proof", 10, Map.of("challenge", Offer.Challenge.ALWAYS)), 10);
        server.blockedMembers.add("stranger");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Offer sale(String id, int no, Map<String, ?> change) {
        Offer o = ModelUnit.offer(id, no);
        return new Offer(
                o.id(),
                no,
                o.sku(),
                o.allotted(),
                (Instant) pick(change, "opensAt", o.opensAt()),
                (Instant) pick(change, "closesAt", o.closesAt()),
                o.perBuyerLimit(),
                o.priceMinor(),
                o.currency(),
                o.payWithin(),
                (Offer.Challenge) pick(change, "challenge", o.challenge()),
                (Integer) pick(change, "minLevel", 0),
                (Integer) pick(change, "minAge", 0),
                (Boolean) pick(change, "listed", false),
                (Offer.Switch) pick(change, "position", o.position()),
                1,
                1,
                1);
    }

    private static Object pick(Map<String, ?> change, String key, Object otherwise) {
        Object value = change.get(key);
        return value == null ? otherwise : value;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void is_refused_as_documented(Row row) throws IOException {
        server.unit.nextAnswer = Optional.empty();
        Map<?, Long> before = Map.copyOf(server.unit.stock);

        HttpResponse<String> answer = server.send(row.request().apply(server));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(row.status());
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("X-Region")).contains(DoorServer.REGION);
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("code").asText()).isEqualTo(row.code());
        assertThat(problem.path("status").asInt()).isEqualTo(row.status());
        assertThat(problem.path("region").asText()).isEqualTo(DoorServer.REGION);
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("detail").asText()).isNotBlank().doesNotContain("Exception", "jackson", "java.");
        if (row.status() == 503 || row.status() == 429) {
            assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isPositive();
        }
        assertThat(server.unit.stock).as("no stock is taken").isEqualTo(before);
    }

    static Stream<Row> is_refused_as_documented() {
        return Stream.of(malformed(), forms(), tokens(), ladder()).flatMap(List::stream);
    }

    private static Row body(String name, String body) {
        return new Row(name, s -> s.order("open", "ann", "k", body), 400, "malformed");
    }

    private static List<Row> malformed() {
        return List.of(
                body("no body", ""),
                body("the JSON null", "null"),
                body("broken JSON", "{\"quantity\":"),
                body("an array", "[1]"),
                body("a number", "1"),
                body("no quantity", "{}"),
                body("quantity as a string", "{\"quantity\":\"1\"}"),
                body("quantity as a fraction", "{\"quantity\":1.0}"),
                body("quantity as true", "{\"quantity\":true}"),
                body("quantity null", "{\"quantity\":null}"),
                body("quantity in an array", "{\"quantity\":[1]}"),
                body("quantity 0", "{\"quantity\":0}"),
                body("quantity -1", "{\"quantity\":-1}"),
                body("quantity 1000", "{\"quantity\":1000}"),
                body("quantity beyond 32 bits", "{\"quantity\":4294967297}"),
                body("quantity beyond 64 bits", "{\"quantity\":99999999999999999999999999}"),
                body("quantity of 200 digits", "{\"quantity\":" + "9".repeat(200) + "}"),
                body("quantity 1e0", "{\"quantity\":1e0}"),
                body("an unknown member", "{\"quantity\":1,\"price\":1}"),
                body("a double member", "{\"quantity\":1,\"quantity\":2}"),
                body("challenge as a number", "{\"quantity\":1,\"challenge\":5}"),
                body("challenge as an object", "{\"quantity\":1,\"challenge\":{}}"),
                body("something after the end", "{\"quantity\":1} {}"),
                body("not a number", "{\"quantity\":NaN}"),
                body("17 levels", "{\"quantity\":" + "[".repeat(17) + "]".repeat(17) + "}"),
                body("1000 levels", "[".repeat(1000)),
                body("a comment", "{\"quantity\":1/*x*/}"),
                body("single quotes", "{'quantity':1}"),
                new Row("over 4 KiB", s -> s.order("open", "ann", "k", " ".repeat(4097)), 413, "too-large"),
                new Row(
                        "over 4 KiB in chunks",
                        s -> s.order("open", "ann", "k", "")
                                .POST(HttpRequest.BodyPublishers.ofInputStream(
                                        () -> new java.io.ByteArrayInputStream(new byte[100_000]))),
                        413,
                        "too-large"));
    }

    private static List<Row> forms() {
        return List.of(
                new Row(
                        "no Idempotency-Key",
                        s -> json(s.to("/v1/sales/open/orders"), "{\"quantity\":1}"),
                        400,
                        "malformed"),
                new Row(
                        "an overlong key",
                        s -> s.order("open", "ann", "k".repeat(65), "{\"quantity\":1}"),
                        400,
                        "malformed"),
                new Row("a key with a space", s -> s.order("open", "ann", "a b", "{\"quantity\":1}"), 400, "malformed"),
                new Row(
                        "two keys",
                        s -> s.order("open", "ann", "a", "{\"quantity\":1}").header("Idempotency-Key", "b"),
                        400,
                        "malformed"),
                new Row(
                        "plain text",
                        s -> s.order("open", "ann", "k", "{\"quantity\":1}").setHeader("Content-Type", "text/plain"),
                        415,
                        "unsupported-media-type"),
                new Row(
                        "another charset",
                        s -> s.order("open", "ann", "k", "{\"quantity\":1}")
                                .setHeader("Content-Type", "application/json; charset=utf-16"),
                        415,
                        "unsupported-media-type"),
                new Row("GET on orders of a sale", s -> s.to("/v1/sales/open/orders"), 405, "method-not-allowed"),
                new Row(
                        "PATCH on a sale",
                        s -> s.to("/v1/sales/open").method("PATCH", HttpRequest.BodyPublishers.ofString("{}")),
                        405,
                        "method-not-allowed"),
                new Row("an unknown sale", s -> s.order("nothing", "ann", "k", "{\"quantity\":1}"), 404, "not-found"),
                new Row("no name of a sale", s -> s.order("A..B", "ann", "k", "{\"quantity\":1}"), 404, "not-found"),
                new Row(
                        "an encoded slash",
                        s -> s.order("open%2f..", "ann", "k", "{\"quantity\":1}"),
                        404,
                        "not-found"),
                new Row("no such path", s -> s.to("/wp-login.php"), 404, "not-found"),
                new Row("no such asset", s -> s.to("/shop/..%2fopenapi.yaml"), 404, "not-found"));
    }

    private static HttpRequest.Builder json(HttpRequest.Builder request, String body) {
        return request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static Row token(String name, Function<Identity, String> token) {
        return new Row(
                name,
                s -> s.order("open", "ann", "k", "{\"quantity\":1}")
                        .setHeader("Authorization", "Bearer " + token.apply(s.identity)),
                401,
                "login-required");
    }

    @SuppressWarnings("JavaUtilDate") // the library's claims take no other
    private static List<Row> tokens() {
        return List.of(
                new Row(
                        "no token",
                        s -> json(s.to("/v1/sales/open/orders").header("Idempotency-Key", "k"), "{\"quantity\":1}"),
                        401,
                        "login-required"),
                new Row(
                        "a password",
                        s -> s.order("open", "ann", "k", "{\"quantity\":1}").setHeader("Authorization", "Basic YTpi"),
                        401,
                        "login-required"),
                token("nonsense", id -> "nonsense"),
                token("three dots", id -> "..."),
                token("alg none", id -> id.unsigned(Identity.claims("ann").build())),
                token(
                        "HS256 with the public key",
                        id -> id.hs256(Identity.claims("ann").build(), "rsa")),
                token(
                        "HS256 under the EC key's name",
                        id -> id.hs256(Identity.claims("ann").build(), "ec")),
                token(
                        "ES256 under the RSA key's name",
                        id -> id.sign(
                                new JWSHeader.Builder(JWSAlgorithm.ES256)
                                        .keyID("rsa")
                                        .build(),
                                Identity.claims("ann").build())),
                token(
                        "a path as kid",
                        id -> id.sign(
                                new JWSHeader.Builder(JWSAlgorithm.ES256)
                                        .keyID("../../etc/passwd")
                                        .build(),
                                Identity.claims("ann").build())),
                token(
                        "a key of its own in the header",
                        id -> id.sign(
                                new JWSHeader.Builder(JWSAlgorithm.ES256)
                                        .jwk(id.ec.toPublicJWK())
                                        .build(),
                                Identity.claims("ann").build())),
                token("an expired one", id -> id.token("ann", c -> c.expirationTime(new Date(1_000_000)))),
                token(
                        "one of tomorrow",
                        id -> id.token(
                                "ann",
                                c -> c.notBeforeTime(Date.from(Instant.now().plusSeconds(3600))))),
                token("no exp", id -> id.token("ann", c -> c.expirationTime(null))),
                token("no nbf", id -> id.token("ann", c -> c.notBeforeTime(null))),
                token("no sub", id -> id.token("ann", c -> c.subject(null))),
                token("a sub with a tab", id -> id.token("a\tb")),
                token("a foreign aud", id -> id.token("ann", c -> c.audience("other"))),
                token("no aud", id -> id.token("ann", c -> c.audience((String) null))),
                token("a foreign iss", id -> id.token("ann", c -> c.issuer("https://evil.test"))),
                token("level as a word", id -> id.token("ann", c -> c.claim("level", "high"))),
                token("account_created as nonsense", id -> id.token("ann", c -> c.claim("account_created", "soon"))),
                token("a changed signature", id -> id.token("ann").replaceAll("..$", "AA")),
                token("a changed claim", id -> swapClaims(id.token("ann"), id.token("bob"))),
                token("9 KB", id -> id.token("ann", c -> c.claim("x", "y".repeat(9_000)))));
    }

    private static String swapClaims(String token, String other) {
        List<String> parts = List.of(token.split("\\.", -1));
        return parts.get(0) + "." + List.of(other.split("\\.", -1)).get(1) + "." + parts.get(2);
    }

    private static Row order(String sale, String buyer, int status, String code) {
        return new Row(sale + " by " + buyer, s -> s.order(sale, buyer, "k", "{\"quantity\":1}"), status, code);
    }

    private static Row answered(String name, Reservation reservation, int status, String code) {
        return new Row(
                name,
                s -> {
                    s.unit.nextAnswer = Optional.of(reservation);
                    return s.order("open", "row-" + name.hashCode(), "k", "{\"quantity\":1}");
                },
                status,
                code);
    }

    private static List<Row> ladder() {
        return List.of(
                new Row(
                        "a buyer of another region",
                        s -> s.order("open", "ann", "k", "{\"quantity\":1}")
                                .setHeader(
                                        "Authorization",
                                        "Bearer " + s.identity.token("ann", c -> c.claim("home_region", "test-south"))),
                        421,
                        "wrong-region"),
                order("test-south-lamp", "ann", 421, "wrong-region"),
                order("level-9", "ann", 403, "not-eligible"),
                order("old-only", "ann", 403, "not-eligible"),
                order("listed", "stranger", 403, "not-eligible"),
                order("proof", "ann", 403, "challenge-required"),
                new Row(
                        "a forged solution",
                        s -> s.order("proof", "ann", "k", "{\"quantity\":1,\"challenge\":\"eyJ9\"}"),
                        403,
                        "challenge-failed"),
                order("early", "ann", 425, "not-open"),
                order("late", "ann", 410, "closed"),
                order("paused", "ann", 503, "paused"),
                order("sold-out", "ann", 409, "sold-out"),
                new Row("too many at once", s -> s.order("open", "bob", "k", "{\"quantity\":3}"), 409, "over-limit"),
                new Row("two of one left", s -> s.order("one-left", "bob", "k", "{\"quantity\":2}"), 409, "not-enough"),
                answered("blocked", new Reservation.Blocked(), 403, "not-eligible"),
                answered("limited", new Reservation.RateLimited(100, Duration.ofSeconds(7)), 429, "rate-limited"),
                answered("mismatch", new Reservation.Mismatch(), 422, "idempotency-conflict"),
                answered("away", new Reservation.Unavailable("test"), 503, "unavailable"),
                answered("unknown", new Reservation.Unknown("test"), 503, "unavailable"));
    }
}
