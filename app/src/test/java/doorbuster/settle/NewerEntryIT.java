package doorbuster.settle;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.Unit;
import doorbuster.rig.Buyer;
import doorbuster.rig.Operator;
import doorbuster.rig.Rig;
import doorbuster.sale.BuyerId;
import doorbuster.sale.Lane;
import doorbuster.sale.OrderIdMint;
import doorbuster.sale.SaleId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A newer node has written an entry that the others cannot read, and was rolled back.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewerEntryIT {
    private static final int LANES = 3;
    private Rig rig;
    private Unit node;

    @BeforeAll
    void start() {
        rig = Rig.start();
        node = rig.node("book: {lane-stock: 5}");
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    @Test
    void it_stalls_its_lane_only_and_everybody_is_told() throws IOException {
        SaleId sale = rig.sale("newer", 30, 1);
        Lane stalled = new Lane(sale, 0);
        String id = rig.redis
                .primaryOf(stalled.key("st"))
                .ask("XADD", stalled.key("q"), "*", "v", "2", "o", "whatever comes next");

        String waiting = accepted(0);
        String settled = accepted(1);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> state(1, settled).equals("CONFIRMED"));
        assertThat(state(0, waiting)).isEqualTo("ACCEPTED");
        Operator operator = Operator.of(rig, node.adminPort());
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(
                        () -> assertThat(operator.send("GET", "/v1/unit/vitals").body())
                                .contains("\"phase\":\"NEWER_ENTRY\"", "\"phase\":\"OPEN\""));
        assertThat(operator.send("GET", "/observe/metrics").body())
                .containsPattern("doorbuster_lane_stalled\\{[^}]*lane=\"0\"[^}]*\\} 1(\\.0)?\\n")
                .containsPattern("doorbuster_lane_stalled\\{[^}]*lane=\"1\"[^}]*\\} 0(\\.0)?\\n");

        rig.redis.primaryOf(stalled.key("st")).ask("XDEL", stalled.key("q"), id);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> state(0, waiting).equals("CONFIRMED"));
        rig.balanced(sale);
    }

    @Test
    void a_sale_that_only_a_newer_node_can_recover_keeps_no_other_waiting() throws IOException {
        SaleId closed = rig.sale("closed", 30, 1);
        SaleId other = rig.sale("other", 30, 1);
        Lane stalled = new Lane(closed, 0);
        String id = rig.redis
                .primaryOf(stalled.key("st"))
                .ask("XADD", stalled.key("q"), "*", "v", "2", "o", "whatever comes next");
        for (SaleId sale : List.of(closed, other)) {
            String state = new Lane(sale, 0).key("st");
            var _ = rig.redis.primaryOf(state).ask("DEL", state);
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> buy("other").status() == 202);
        assertThat(buy("closed").status()).isEqualTo(503);
        rig.redis.primaryOf(stalled.key("st")).ask("XDEL", stalled.key("q"), id);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> buy("closed").status() == 202);
        rig.balanced(closed);
        rig.balanced(other);
    }

    private Buyer.Answer buy(String sale) {
        return buyer(0).buy(node.publicPort(), sale, "k", 1);
    }

    private String accepted(int lane) {
        Buyer.Answer answer = buyer(lane).buy(node.publicPort(), "newer", "k", 1);
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        return answer.member("orderId");
    }

    private String state(int lane, String order) {
        return buyer(lane).order(node.publicPort(), order).member("state");
    }

    private Buyer buyer(int lane) {
        int number = 0;
        while (OrderIdMint.laneOf(new BuyerId("buyer-" + number), LANES) != lane) {
            number++;
        }
        return Buyer.signedIn(node.publicPort(), "buyer-" + number);
    }
}
