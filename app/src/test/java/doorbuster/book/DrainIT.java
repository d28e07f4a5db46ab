package doorbuster.book;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.Unit;
import doorbuster.rig.Buyer;
import doorbuster.rig.Cable;
import doorbuster.rig.Operator;
import doorbuster.rig.Rig;
import doorbuster.sale.SaleId;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class DrainIT {
    private static final AtomicInteger KEYS = new AtomicInteger();
    private Rig rig;
    private Unit one;
    private Unit two;

    @BeforeEach
    void start() {
        rig = Rig.start();
        one = rig.node();
        two = rig.node();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    /// Buyers keep asking at both nodes while the unit is drained by one of them. Whatever was accepted before it says
    /// that it is drained is final by then, and nothing is accepted afterwards.
    @Test
    void a_drained_unit_has_finished_what_it_accepted_and_accepts_nothing_more() {
        SaleId sale = rig.sale("draining", 100_000, 1);
        Operator operator = Operator.of(rig, one.adminPort());
        Queue<Accepted> accepted = new ConcurrentLinkedQueue<>();
        AtomicBoolean asking = new AtomicBoolean(true);
        List<Thread> crowd = IntStream.range(0, 16)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    for (int n = 0; asking.get(); n++) {
                        int port = (n % 2 == 0 ? one : two).publicPort();
                        Buyer buyer = Buyer.signedIn(port, "buyer-" + i + "-" + n);
                        Buyer.Answer answer = buyer.buy(port, "draining", "k", 1);
                        if (answer.status() == 202) {
                            accepted.add(new Accepted(buyer, answer.member("orderId")));
                        }
                    }
                }))
                .toList();
        Awaitility.await().until(() -> accepted.size() > 100);

        assertThat(operator.send("POST", "/v1/unit/drain").body()).contains("\"draining\":true");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> operator.send("GET", "/v1/unit/drain").body().contains("\"drained\":true"));
        Sum drained = sum(sale);
        List<Accepted> before = List.copyOf(accepted);
        asking.set(false);
        crowd.forEach(DrainIT::joined);

        assertThat(drained.accepted()).isZero();
        assertThat(sum(sale)).isEqualTo(drained);
        assertThat(drained.confirmed()).isEqualTo(accepted.size());
        for (Accepted order : before.subList(Math.max(0, before.size() - 50), before.size())) {
            assertThat(order.buyer().order(two.publicPort(), order.id()).member("state"))
                    .isEqualTo("CONFIRMED");
        }
    }

    @Test
    void a_drained_unit_says_where_else_to_ask_and_sells_again_when_told_to() {
        rig.sale("again", 999, 999);
        Operator operator = Operator.of(rig, one.adminPort());
        Buyer bob = Buyer.signedIn(two.publicPort(), "bob");
        operator.send("POST", "/v1/unit/drain");
        Buyer ann = Buyer.signedIn(two.publicPort(), "ann");
        Awaitility.await()
                .atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(buy(two, ann).body())
                        .contains("\"otherRegions\":[{", "\"name\":\"far\"", "\"url\":\"https://far.example\""));
        assertThat(buy(two, ann).status()).isEqualTo(503);

        assertThat(operator.send("POST", "/v1/unit/undrain").body())
                .contains("\"draining\":false", "\"drained\":false");
        Awaitility.await()
                .atMost(Duration.ofSeconds(2))
                .until(() -> buy(two, bob).status() == 202);
        operator.send("POST", "/v1/unit/drain");
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> operator.send("GET", "/v1/unit/drain").body().contains("\"drained\":true"));
    }

    /// Such a node never hears of the drain and counts as dead after a while, but buyers still reach it, and it reaches
    /// the lanes. It may hold leases of lanes, which the other must be able to settle without it.
    @Test
    void a_node_that_is_cut_off_from_postgres_alone_accepts_nothing_more_once_the_unit_is_drained() {
        try (Cable cable = Cable.to(rig.postgres.port())) {
            Unit cutOff = rig.nodeBehind(cable);
            SaleId sale = rig.sale("again", 900, 900);
            Operator operator = Operator.of(rig, one.adminPort());
            Awaitility.await().until(() -> somebodyBuys(cutOff) == 202);
            cable.cut();
            assertThat(somebodyBuys(cutOff)).as("it sells on").isEqualTo(202);

            operator.send("POST", "/v1/unit/drain");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(30))
                    .until(() -> somebodyBuys(cutOff) > 0
                            && operator.send("GET", "/v1/unit/drain").body().contains("\"drained\":true"));
            Sum drained = sum(sale);
            for (int i = 0; i < 20; i++) {
                assertThat(somebodyBuys(cutOff)).isEqualTo(503);
            }
            assertThat(drained.accepted()).isZero();
            assertThat(sum(sale)).isEqualTo(drained);

            cable.mend();
            operator.send("POST", "/v1/unit/undrain");
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> somebodyBuys(cutOff) == 202);
            rig.balanced(sale);
        }
    }

    private static int somebodyBuys(Unit node) {
        return buy(node, Buyer.signedIn(node.publicPort(), "buyer-" + KEYS.incrementAndGet()))
                .status();
    }

    private record Accepted(Buyer buyer, String id) {}

    /// A new attempt each time: the node hears of the drain by its beat, and what it accepted until then it tells
    /// again.
    private static Buyer.Answer buy(Unit node, Buyer buyer) {
        return buyer.buy(node.publicPort(), "again", "k" + KEYS.incrementAndGet(), 1);
    }

    private Sum sum(SaleId sale) {
        return ((Books.Reading.Read) one.books().read(sale)).sum();
    }

    private static void joined(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
