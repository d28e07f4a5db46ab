package doorbuster.edge;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.Unit;
import doorbuster.book.Sum;
import doorbuster.infra.local.FreePorts;
import doorbuster.rig.Buyer;
import doorbuster.rig.Rig;
import doorbuster.sale.SaleId;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Both nodes of a unit are stopped and started again, one after the other, while buyers buy.
@Tag("edge")
@Tag("long")
class RollingRestartIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private Rig rig;
    private EdgeRig edge;
    private int publicPort;
    private int adminPort;

    @BeforeEach
    void start() throws IOException {
        rig = Rig.start();
        publicPort = twoPorts();
        adminPort = twoPorts();
        Unit first = rig.nodeAt(publicPort, adminPort);
        rig.nodeAt(publicPort + 1, adminPort + 1);
        EdgeRig.awaitReady(adminPort + 1);
        edge = EdgeRig.before(first, 2);
    }

    @AfterEach
    void stop() {
        edge.close();
        rig.close();
    }

    @Test
    void nobody_is_refused_and_nothing_is_lost() throws SQLException {
        SaleId sale = rig.sale("rolling", 100_000, 1);
        AtomicBoolean asking = new AtomicBoolean(true);
        AtomicInteger bought = new AtomicInteger();
        AtomicInteger again = new AtomicInteger();
        Queue<String> refused = new ConcurrentLinkedQueue<>();
        List<Thread> crowd = IntStream.range(0, 8)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    for (int n = 0; asking.get(); n++) {
                        buy("buyer-" + i + "-" + n, bought, again, refused);
                    }
                }))
                .toList();

        for (int node = 0; node < 2; node++) {
            int before = bought.get();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> bought.get() > before + 50);
            rig.stop(node);
            assertThat(liveNodes()).as("the one that ended has left").isEqualTo(1);
            int between = bought.get();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> bought.get() > between + 50);
            rig.nodeAt(publicPort + node, adminPort + node);
            EdgeRig.awaitReady(adminPort + node);
        }
        asking.set(false);
        crowd.forEach(RollingRestartIT::joined);

        assertThat(refused).isEmpty();
        Sum sum = rig.balanced(sale);
        assertThat(sum.confirmed()).as("accepted orders").isEqualTo(bought.get());
        System.out.println("rolling restart: " + bought + " bought, " + again + " asked again");
    }

    /// As the page does: asks again with the same key, a little later, after an answer that says so.
    private void buy(String name, AtomicInteger bought, AtomicInteger again, Queue<String> refused) {
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> isAnswered(name, again, refused));
            bought.incrementAndGet();
        } catch (ConditionTimeoutException _) {
            refused.add(name + " asked for " + PATIENCE);
        }
    }

    private boolean isAnswered(String name, AtomicInteger again, Queue<String> refused) {
        Buyer.Answer answer;
        try {
            answer = Buyer.signedIn(edge.port, name).buy(edge.port, "rolling", "k", 1);
        } catch (IllegalStateException _) {
            again.incrementAndGet();
            return false;
        }
        if (answer.status() / 100 == 2) {
            return true;
        }
        again.incrementAndGet();
        if (answer.status() < 500) {
            refused.add(answer.toString());
        }
        return false;
    }

    private int liveNodes() throws SQLException {
        try (Connection connection = rig.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM node WHERE lease_until > now()")) {
            assertThat(row.next()).isTrue();
            return row.getInt(1);
        }
    }

    private static int twoPorts() {
        int port = FreePorts.one("127.0.0.1");
        while (!FreePorts.isFree("127.0.0.1", port + 1)) {
            port = FreePorts.one("127.0.0.1");
        }
        return port;
    }

    private static void joined(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
