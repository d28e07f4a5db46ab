package doorbuster.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.Unit;
import doorbuster.rig.Buyer;
import doorbuster.rig.Operator;
import doorbuster.rig.OtlpReceiver;
import doorbuster.rig.OtlpReceiver.Received;
import doorbuster.rig.Rig;
import doorbuster.rig.Scraper;
import doorbuster.sale.SaleId;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a collector receives of a unit.
class TelemetryIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String CALLER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static Rig rig;

    @BeforeAll
    static void start() {
        rig = Rig.start();
    }

    @AfterEach
    void end() {
        rig.endNodes();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void one_purchase_is_one_tree_from_the_request_across_the_stream_to_the_commit() throws Exception {
        try (OtlpReceiver collector = new OtlpReceiver(200);
                Collector _ = Collector.at(collector.endpoint(), "always_on")) {
            int port = rig.node().publicPort();
            SaleId sale = rig.sale("tree", 3, 1);
            Buyer.Answer answer = Buyer.signedIn(port, "ann").buy(port, sale.value(), "k", 1);
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.trace()).matches("[0-9a-f]{32}");

            Awaitility.await().atMost(SOON).untilAsserted(() -> {
                Received root = only(collector, answer.trace(), "POST /v1/sales/{saleId}/orders");
                assertThat(root.parent()).isEmpty();
                assertThat(collector.below(root)).containsExactly("reserve", "settle");
                assertThat(collector.below(only(collector, answer.trace(), "reserve")))
                        .containsExactly("EVALSHA reserve");
                assertThat(collector.below(only(collector, answer.trace(), "settle")))
                        .contains("EVALSHA ack", "settle insert", "settle guard");
            });
            assertThat(collector.spans()).allSatisfy(SpanContract::isKept);
            assertThat(collector.trace(answer.trace()))
                    .allMatch(span -> !span.attributes().toString().contains("ann"));
            rig.balanced(sale);
        }
    }

    @Test
    void a_histogram_gives_as_its_example_a_trace_that_the_collector_has() throws Exception {
        try (OtlpReceiver collector = new OtlpReceiver(200);
                Collector _ = Collector.at(collector.endpoint(), "always_on")) {
            Unit node = rig.node();
            SaleId sale = rig.sale("example", 3, 1);
            Buyer.Answer answer = Buyer.signedIn(node.publicPort(), "ann").buy(node.publicPort(), sale.value(), "k", 1);
            assertThat(answer.status()).isEqualTo(202);
            Awaitility.await().atMost(SOON).untilAsserted(() -> {
                Scraper seen = Scraper.of(node.adminPort(), "application/openmetrics-text;version=1.0.0");
                for (String stage : List.of("request", "admission", "reserve", "settle", "acknowledge", "commit")) {
                    assertThat(seen.exemplar("doorbuster_stage_duration_seconds", "stage=\"" + stage + "\""))
                            .as(stage)
                            .isEqualTo(answer.trace());
                }
                assertThat(seen.exemplar("http_server_request_duration_seconds", "status_code=\"202\""))
                        .isEqualTo(answer.trace());
                assertThat(seen.exemplar("db_client_operation_duration_seconds", "\"settle guard\""))
                        .isEqualTo(answer.trace());
            });
            assertThat(collector.trace(answer.trace())).isNotEmpty();
            rig.balanced(sale);
        }
    }

    @Test
    void a_stream_of_events_that_belongs_to_a_trace_ends_when_the_order_is_settled() throws Exception {
        try (OtlpReceiver collector = new OtlpReceiver(200);
                Collector _ = Collector.at(collector.endpoint(), "parentbased_always_on")) {
            int port = rig.node().publicPort();
            SaleId sale = rig.sale("watched", 3, 1);
            Buyer ann = Buyer.signedIn(port, "ann");
            Buyer.Answer answer = ann.buyTraced(port, sale.value(), "k", CALLER);
            Buyer.Answer events = ann.events(port, answer.member("orderId"), CALLER);
            assertThat(events.body()).contains("event: order", "\"state\":\"CONFIRMED\"");
            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(collector.trace(answer.trace()))
                            .extracting(Received::name)
                            .contains("GET /v1/orders/{orderId}/events"));
            rig.balanced(sale);
        }
    }

    @Test
    void a_slow_request_that_nobody_sampled_is_kept_and_says_why() throws Exception {
        try (OtlpReceiver collector = new OtlpReceiver(200);
                Collector _ = Collector.at(collector.endpoint(), "always_off")) {
            int port = rig.node("telemetry: {slow-ms: 1}").publicPort();
            SaleId sale = rig.sale("slow", 3, 1);
            Buyer.Answer answer = Buyer.signedIn(port, "bob").buy(port, sale.value(), "k", 1);
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.trace()).isEmpty();
            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(collector.spans())
                            .filteredOn(span -> span.name().startsWith("POST /v1/sales"))
                            .singleElement()
                            .satisfies(span -> assertThat(span.attributes()).containsEntry("doorbuster.kept", "slow")));
            rig.balanced(sale);
        }
    }

    @Test
    void a_request_that_fails_and_that_nobody_sampled_is_kept_and_says_why() throws Exception {
        try (OtlpReceiver collector = new OtlpReceiver(200);
                Collector _ = Collector.at(collector.endpoint(), "always_off")) {
            Unit node = rig.node();
            Buyer bob = Buyer.signedIn(node.publicPort(), "bob");
            SaleId sale = rig.sale("failing", 3, 1);
            assertThat(Operator.of(rig, node.adminPort())
                            .send("POST", "/v1/sales/failing/pause")
                            .statusCode())
                    .isBetween(200, 202);
            Awaitility.await()
                    .atMost(SOON)
                    .until(() ->
                            bob.buy(node.publicPort(), sale.value(), "k", 1).status() == 503);
            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(collector.spans())
                            .filteredOn(span -> span.name().startsWith("POST /v1/sales"))
                            .isNotEmpty()
                            .allSatisfy(span -> assertThat(span.attributes())
                                    .containsEntry("doorbuster.kept", "error")
                                    .containsEntry("error.type", "503")));
            rig.balanced(sale);
        }
    }

    @Test
    void a_refusal_that_nobody_sampled_makes_no_span_at_all() throws Exception {
        try (OtlpReceiver collector = new OtlpReceiver(200);
                Collector _ = Collector.at(collector.endpoint(), "always_off");
                Telemetry telemetry =
                        Telemetry.start("test", "fast", new TelemetrySettings(0.1, 20, 100, Duration.ofSeconds(30)))) {
            int port = rig.traced(telemetry).publicPort();
            SaleId sale = rig.sale("gone", 1, 1);
            Buyer ann = Buyer.signedIn(port, "ann");
            assertThat(ann.buy(port, sale.value(), "k", 1).status()).isEqualTo(202);
            rig.balanced(sale);
            Buyer bob = Buyer.signedIn(port, "bob");
            Awaitility.await().atMost(SOON).until(() -> telemetry.isExporting());
            long before = telemetry.spansStarted();
            for (int i = 0; i < 50; i++) {
                assertThat(bob.buy(port, sale.value(), "k" + i, 1).status()).isEqualTo(409);
                assertThat(Buyer.stranger().buy(port, sale.value(), "k", 1).status())
                        .isEqualTo(401);
            }
            assertThat(telemetry.spansStarted()).isEqualTo(before);
        }
    }

    @Test
    void hostile_contexts_and_baggage_change_nothing_for_a_buyer() throws Exception {
        try (OtlpReceiver collector = new OtlpReceiver(200);
                Collector _ = Collector.at(collector.endpoint(), "parentbased_always_on")) {
            int port = rig.node().publicPort();
            SaleId sale = rig.sale("hostile", 3, 1);
            Buyer ann = Buyer.signedIn(port, "ann");
            String ids = "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7";
            for (String context : List.of(
                    "x",
                    "00-" + ids + "-01-more",
                    "ff-" + ids + "-01",
                    "00-" + "0".repeat(32) + "-" + "0".repeat(16) + "-01",
                    "00-" + "f".repeat(4_000) + "-01",
                    "00-" + ids + "-01")) {
                assertThat(ann.buyTraced(port, sale.value(), "k", context).status())
                        .as(context)
                        .isBetween(200, 202);
            }
            String members = String.join(
                    ",", IntStream.range(0, 1_000).mapToObj(i -> "k" + i + "=v").toList());
            assertThat(ann.buyWith(port, sale.value(), "k", "baggage", members).status())
                    .isBetween(200, 202);
            rig.balanced(sale);
        }
    }

    private static Received only(OtlpReceiver collector, String trace, String name) {
        List<Received> found = collector.trace(trace).stream()
                .filter(span -> span.name().equals(name))
                .toList();
        assertThat(found).as(name).hasSize(1);
        return found.getFirst();
    }
}
