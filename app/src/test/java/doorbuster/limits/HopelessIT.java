package doorbuster.limits;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.rig.Buyer;
import doorbuster.rig.KeptSpans;
import doorbuster.rig.Operator;
import doorbuster.rig.Rig;
import doorbuster.rig.Wiretap;
import doorbuster.telemetry.Telemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Attempts that cannot win cost no store call at all: every command that any Redis process gets is listened to, and
/// each attempt is traced, which shows calls to Postgres as well.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HopelessIT {
    private static final int BUYERS = 40;

    /// What a node and the cluster's members say to Redis whether anybody buys or not.
    private static final Set<String> GOES_ON_ANYWAY = Set.of(
            "admission/list-holds",
            "book/sums",
            "reserve/pulse",
            "reserve/unsettled",
            "settle/read",
            "CLIENT",
            "CLUSTER",
            "HELLO",
            "INFO",
            "PING",
            "SET",
            "ping");
    private final KeptSpans spans = new KeptSpans();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .build();
    private Rig rig;
    private int port;
    private List<Buyer> buyers;

    @BeforeAll
    void start() {
        rig = Rig.start();
        var node = rig.traced(Telemetry.of(sdk));
        port = node.publicPort();
        rig.sale("sold-out", 1, 1);
        rig.sale("early", 10, 1, false, Instant.now().plusSeconds(3600));
        rig.sale("late", 10, 1, false, Instant.now().minusSeconds(10_000));
        rig.sale("listed", 10, 1, true, Instant.now().minusSeconds(60));
        assertThat(Operator.of(rig, node.adminPort())
                        .upload("listed", "allow", "a-member\n")
                        .statusCode())
                .isEqualTo(200);
        assertThat(Buyer.signedIn(port, "first").buy(port, "sold-out", "k", 1).status())
                .isEqualTo(202);
        buyers = IntStream.range(0, BUYERS)
                .mapToObj(i -> Buyer.signedIn(port, "hopeless-" + i))
                .toList();
        Buyer scout = Buyer.signedIn(port, "scout");
        for (String sale : List.of("sold-out", "early", "late", "listed")) {
            awaitFromMemory(scout, sale);
        }
    }

    @AfterAll
    void stop() {
        rig.close();
        sdk.close();
    }

    @Test
    void no_refusal_of_the_hopeless_reaches_redis_or_postgres() {
        try (Wiretap tap = Wiretap.on(rig.redis.nodes(), rig.redis.password())) {
            // so that the first looks of every lane and list are heard as well
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> tap.heard() > 500);
            tap.forget();

            refused("sold-out", "sold-out", 1);
            refused("early", "not-open", 2);
            refused("late", "closed", 3);
            refused("listed", "not-eligible", 4);
            for (int i = 0; i < BUYERS; i++) {
                assertThat(Buyer.stranger().buy(port, "sold-out", "k", 1).member("code"))
                        .isEqualTo("login-required");
            }

            assertThat(tap.mentioning("hopeless")).isEmpty();
            assertThat(GOES_ON_ANYWAY).containsAll(tap.kinds());
            // that the tap and the trace show attempts at all: one that must be asked for
            String trace = "f".repeat(32);
            assertThat(Buyer.signedIn(port, "a-member")
                            .buyTraced(port, "listed", "k", "00-" + trace + "-00f067aa0ba902b7-01")
                            .status())
                    .isEqualTo(202);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> !tap.mentioning("a-member").isEmpty());
            assertThat(tap.kindsMentioning("a-member")).contains("reserve/reserve");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> spans.storeCalls(trace), calls -> calls.contains("EVALSHA reserve"));
        }
    }

    private void refused(String sale, String code, int number) {
        for (int i = 0; i < BUYERS; i++) {
            String trace = String.format("%031x%x", 1 + i, number);
            Buyer.Answer answer = buyers.get(i).buyTraced(port, sale, "k", "00-" + trace + "-00f067aa0ba902b7-01");
            assertThat(answer.member("code")).as("%s", answer).isEqualTo(code);
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> !spans.names(trace).isEmpty());
            assertThat(spans.storeCalls(trace)).as(sale).isEmpty();
        }
    }

    private void awaitFromMemory(Buyer scout, String sale) {
        int[] asked = {0};
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    String trace = String.format("%016x%016x", sale.hashCode(), ++asked[0]);
                    var _ = scout.buyTraced(port, sale, "k" + asked[0], "00-" + trace + "-00f067aa0ba902b7-01");
                    return spans.storeCalls(trace).isEmpty();
                });
    }
}
