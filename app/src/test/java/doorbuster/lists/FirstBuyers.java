package doorbuster.lists;

import doorbuster.Unit;
import doorbuster.rig.Buyer;
import doorbuster.sale.BuyerId;
import doorbuster.sale.OrderIdMint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/// Members of a new list who try to buy until the first of each lane may; each asks once.
final class FirstBuyers {
    private final String sale;
    private final int lanes;
    private final AtomicInteger next = new AtomicInteger();
    private final List<Instant> bought = new ArrayList<>();

    FirstBuyers(String sale, int lanes) {
        this.sale = sale;
        this.lanes = lanes;
    }

    /// Asks at a node until somebody has bought in every lane.
    void askUntilAllMayBuy(Unit node) {
        for (int lane = 0; lane < lanes; lane++) {
            int wanted = lane;
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> buys(node, wanted));
            bought.add(Instant.now());
        }
    }

    /// When the first of all bought.
    Instant earliest() {
        return bought.getFirst();
    }

    private boolean buys(Unit node, int lane) {
        String name;
        do {
            name = "buyer-" + next.incrementAndGet();
        } while (OrderIdMint.laneOf(new BuyerId(name), lanes) != lane);
        return Buyer.signedIn(node.publicPort(), name)
                        .buy(node.publicPort(), sale, "first", 1)
                        .status()
                == 202;
    }
}
