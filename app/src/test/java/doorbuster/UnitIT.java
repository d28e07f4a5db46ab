package doorbuster;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.book.Sum;
import doorbuster.rig.Buyer;
import doorbuster.rig.Rig;
import doorbuster.sale.SaleId;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnitIT {
    private Rig rig;
    private int port;

    @BeforeAll
    void start() {
        rig = Rig.start();
        port = rig.node().publicPort();
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    @Test
    void an_order_is_accepted_confirmed_and_cancelled_and_its_unit_is_sold_again() {
        SaleId sale = rig.sale("one-unit", 1, 1);
        Buyer ann = Buyer.signedIn(port, "ann");
        Buyer.Answer accepted = ann.buy(port, "one-unit", "k1", 1);
        assertThat(accepted.status()).as("%s", accepted).isEqualTo(202);
        assertThat(accepted.member("state")).isEqualTo("ACCEPTED");
        String id = accepted.member("orderId");
        awaitState(ann, id, "CONFIRMED");

        Buyer bob = Buyer.signedIn(port, "bob");
        assertThat(bob.buy(port, "one-unit", "k1", 1).member("code")).isEqualTo("sold-out");
        assertThat(bob.order(port, id).status()).isEqualTo(404);
        assertThat(ann.buy(port, "one-unit", "k1", 1).member("orderId")).isEqualTo(id);

        assertThat(ann.cancel(port, id).member("state")).isEqualTo("CANCELLED");
        Awaitility.await()
                .atMost(Duration.ofSeconds(2))
                .until(() -> bob.buy(port, "one-unit", "k2", 1).status() == 202);
        Sum sum = rig.balanced(sale);
        assertThat(sum.confirmed()).isEqualTo(1);
        assertThat(sum.released()).isEqualTo(1);
    }

    private void awaitState(Buyer buyer, String id, String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(
                        () -> assertThat(buyer.order(port, id).member("state")).isEqualTo(state));
    }
}
