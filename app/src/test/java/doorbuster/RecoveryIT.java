package doorbuster;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.book.Sum;
import doorbuster.infra.local.RedisNode;
import doorbuster.rig.Buyer;
import doorbuster.rig.Rig;
import doorbuster.sale.Lane;
import doorbuster.sale.SaleId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecoveryIT {
    private static final int STOCK = 30;
    private static final int BEFORE = 12;
    private Rig rig;
    private int port;

    @BeforeEach
    void start() {
        rig = Rig.start();
        port = rig.node().publicPort();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void redis_is_emptied_in_mid_sale_and_every_accepted_order_is_confirmed() {
        SaleId sale = rig.sale("emptied", STOCK, 1);
        List<Order> accepted = buy(sale, 0, BEFORE);
        rig.redis.primaries().forEach(RecoveryIT::empty);
        sellsOnToTheLastUnit(sale, accepted);
    }

    @Test
    void a_primary_is_killed_in_mid_sale_and_its_replica_goes_on() {
        SaleId sale = rig.sale("killed", STOCK, 1);
        List<Order> accepted = buy(sale, 0, BEFORE);
        rig.redis.primaryOf(new Lane(sale, 0).key("st")).kill();
        sellsOnToTheLastUnit(sale, accepted);
    }

    @Test
    void postgres_is_killed_in_mid_sale_and_what_was_accepted_waits_for_it() {
        SaleId sale = rig.sale("postgres", STOCK, 1);
        List<Order> accepted = buy(sale, 0, BEFORE / 2);
        rig.postgres.kill();
        accepted.addAll(buy(sale, BEFORE / 2, BEFORE));
        rig.postgres.restart();
        sellsOnToTheLastUnit(sale, accepted);
    }

    /// A buyer's order.
    private record Order(Buyer buyer, String id) {}

    private void sellsOnToTheLastUnit(SaleId sale, List<Order> accepted) {
        List<Order> more = buy(sale, BEFORE, STOCK);
        Buyer late = Buyer.signedIn(port, "late");
        awaitAnswer(() -> late.buy(port, sale.value(), "late", 1).member("code"), "sold-out");
        accepted.addAll(more);
        assertThat(accepted).hasSize(STOCK);
        for (Order order : accepted) {
            awaitAnswer(() -> order.buyer().order(port, order.id()).member("state"), "CONFIRMED");
        }
        Sum sum = rig.balanced(sale);
        assertThat(sum.confirmed()).isEqualTo(STOCK);
        assertThat(sum.available()).isZero();
    }

    /// Each buyer asks with the same key until he is answered ACCEPTED, as the page does, and stays below
    /// the 100 attempts a minute that a buyer may make.
    private List<Order> buy(SaleId sale, int from, int to) {
        List<Order> orders = new ArrayList<>();
        IntStream.range(from, to).forEach(i -> {
            Buyer buyer = Buyer.signedIn(port, sale + "-" + i);
            String[] id = {""};
            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        Buyer.Answer answer = buyer.buy(port, sale.value(), "key", 1);
                        assertThat(answer.status()).as("%s", answer).isIn(200, 202, 503);
                        id[0] = answer.member("orderId");
                        return answer.status() != 503;
                    });
            orders.add(new Order(buyer, id[0]));
        });
        return orders;
    }

    private static void awaitAnswer(Callable<String> answer, String expected) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(100))
                .until(answer, expected::equals);
    }

    private static void empty(RedisNode node) {
        try {
            assertThat(node.ask("FLUSHALL")).isEqualTo("OK");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
