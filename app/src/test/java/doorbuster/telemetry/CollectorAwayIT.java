package doorbuster.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.Unit;
import doorbuster.rig.Buyer;
import doorbuster.rig.OtlpReceiver;
import doorbuster.rig.Rig;
import doorbuster.rig.Scraper;
import doorbuster.sale.SaleId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A collector may do what it likes: a buyer notices nothing, and what it did not take is counted.
@Tag("long")
class CollectorAwayIT {
    private static final int BUYERS = 60;
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
    void one_that_refuses_costs_spans_only() throws IOException {
        soldAndCounted("refuses", "http://127.0.0.1:" + closedPort(), "failed");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket closed = new ServerSocket(0)) {
            return closed.getLocalPort();
        }
    }

    @Test
    void one_that_answers_500_costs_spans_only() throws IOException {
        try (OtlpReceiver broken = new OtlpReceiver(500)) {
            soldAndCounted("broken", broken.endpoint(), "failed");
        }
    }

    @Test
    void one_that_takes_the_connection_and_never_answers_costs_spans_only() throws IOException {
        try (ServerSocket hole = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            soldAndCounted("hole", "http://127.0.0.1:" + hole.getLocalPort(), "queue_full");
        }
    }

    @Test
    void one_whose_packets_are_dropped_costs_spans_only() throws IOException {
        try (BlackHole hole = BlackHole.open()) {
            soldAndCounted("dropped", "http://127.0.0.1:" + hole.port(), "queue_full");
        }
    }

    private static void soldAndCounted(String name, String endpoint, String result) {
        try (Collector _ = Collector.at(endpoint, "always_on")) {
            Unit node = rig.node();
            int port = node.publicPort();
            SaleId sale = rig.sale(name, BUYERS, 1);
            for (int i = 0; i < BUYERS; i++) {
                Buyer buyer = Buyer.signedIn(port, name + i);
                long began = System.nanoTime();
                assertThat(buyer.buy(port, sale.value(), "k", 1).status()).isEqualTo(202);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
            }
            assertThat(rig.balanced(sale).confirmed()).isEqualTo(BUYERS);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(Scraper.of(node.adminPort(), "text/plain")
                                    .value("doorbuster_telemetry_spans_total", "result=\"" + result + "\""))
                            .isPositive());
            long told = System.nanoTime();
            rig.endNodes();
            assertThat(Duration.ofNanos(System.nanoTime() - told))
                    .as("it does not keep a node from ending")
                    .isLessThan(Duration.ofSeconds(15));
        }
    }
}
