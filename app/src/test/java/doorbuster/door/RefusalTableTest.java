package doorbuster.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import doorbuster.reserve.Reservation;
import doorbuster.sale.Offer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    @BeforeAll
    static void start() throws Exception {
        server = new DoorServer();
        Offer open = ModelWares.offer("open", 1);
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
        Offer o = ModelWares.offer(id, no);
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
                1,
                false);
    }

    private static Object pick(Map<String, ?> change, String key, Object otherwise) {
        Object value = change.get(key);
        return value == null ? otherwise : value;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void is_refused_as_documented(RefusalRow row) throws IOException {
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

    static Stream<RefusalRow> is_refused_as_documented() {
        return Stream.of(
                        MalformedRows.bodies(),
                        MalformedRows.forms(),
                        MalformedRows.places(),
                        TokenRows.all(),
                        ladder())
                .flatMap(List::stream);
    }

    private static RefusalRow order(String sale, String buyer, int status, String code) {
        return new RefusalRow(sale + " by " + buyer, s -> s.order(sale, buyer, "k", "{\"quantity\":1}"), status, code);
    }

    private static RefusalRow answered(String name, Reservation reservation, int status, String code) {
        return new RefusalRow(
                name,
                s -> {
                    s.unit.nextAnswer = Optional.of(reservation);
                    return s.order("open", "row-" + name.hashCode(), "k", "{\"quantity\":1}");
                },
                status,
                code);
    }

    private static List<RefusalRow> ladder() {
        return List.of(
                new RefusalRow(
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
                new RefusalRow(
                        "a forged solution",
                        s -> s.order("proof", "ann", "k", "{\"quantity\":1,\"challenge\":\"eyJ9\"}"),
                        403,
                        "challenge-failed"),
                order("early", "ann", 425, "not-open"),
                order("late", "ann", 410, "closed"),
                order("paused", "ann", 503, "paused"),
                order("sold-out", "ann", 409, "sold-out"),
                new RefusalRow(
                        "too many at once", s -> s.order("open", "bob", "k", "{\"quantity\":3}"), 409, "over-limit"),
                new RefusalRow(
                        "two of one left", s -> s.order("one-left", "bob", "k", "{\"quantity\":2}"), 409, "not-enough"),
                answered("blocked", new Reservation.Blocked(), 403, "not-eligible"),
                answered("limited", new Reservation.RateLimited(100, Duration.ofSeconds(7)), 429, "rate-limited"),
                answered("mismatch", new Reservation.Mismatch(), 422, "idempotency-conflict"),
                answered("away", new Reservation.Unavailable("test"), 503, "unavailable"),
                answered("unknown", new Reservation.Unknown("test"), 503, "unavailable"));
    }
}
