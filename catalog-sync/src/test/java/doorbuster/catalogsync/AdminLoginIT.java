package doorbuster.catalogsync;

import static doorbuster.catalogsync.AdminSockets.NDJSON;
import static doorbuster.catalogsync.Author.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import doorbuster.catalogsync.Desk.Answer;
import doorbuster.catalogsync.telemetry.Metric;
import doorbuster.infra.identity.LocalIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is let in at the admin sockets of both roles.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AdminLoginIT {
    private AdminSockets sockets;
    private Place origin;
    private Place unit;
    private LocalIdentity stranger;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        sockets = AdminSockets.start(folder.resolve("own"));
        origin = sockets.origin();
        unit = sockets.unit();
        stranger = LocalIdentity.in(folder.resolve("foreign"));
    }

    @AfterAll
    void stop() {
        sockets.close();
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
                sockets.identity().operatorToken(now),
                "Bearer " + sockets.identity().buyerToken(ann, now),
                "Bearer " + sockets.identity().operatorToken(now.minus(Duration.ofDays(2))),
                "Bearer " + sockets.identity().operatorToken(now.plus(Duration.ofDays(2))),
                "Bearer " + stranger.operatorToken(now),
                "Bearer " + unsigned(sockets.identity().operatorToken(now)))) {
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
        assertThat(sockets.operator().raw("GET " + path + " HTTP/1.1\r\nHost: unit\r\nConnection: close\r\n\r\n"))
                .doesNotContain(" 200 ");
    }

    @Test
    void probes_need_no_token_and_the_metrics_have_their_names() throws Exception {
        Map<Part, Metric.Role> roles = Map.of(origin.part(), Metric.Role.ORIGIN, unit.part(), Metric.Role.UNIT);
        for (Map.Entry<Part, Metric.Role> role : roles.entrySet()) {
            Desk probe = new Desk(role.getKey().port(), "");
            assertThat(probe.get("/observe/health/live").status()).isEqualTo(200);
            assertThat(probe.get("/observe/health/ready").status()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(probe.get("/observe/metrics")
                                    .response()
                                    .body()
                                    .lines())
                            .filteredOn(line -> !line.startsWith("#"))
                            .allMatch(line -> line.contains("region=\""))
                            .extracting(line -> line.substring(0, line.indexOf('{')))
                            .contains("jvm_memory_used_bytes")
                            .contains(Arrays.stream(Metric.values())
                                    .filter(metric -> metric.role() == role.getValue())
                                    .map(Metric::scraped)
                                    .toArray(String[]::new)));
        }
    }
}
