package doorbuster.book;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.rig.Buyer;
import doorbuster.rig.Rig;
import doorbuster.sale.Lane;
import doorbuster.sale.SaleId;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class AuditIT {
    @Test
    void units_that_somebody_took_from_a_lane_by_hand_are_missed_twice_and_then_counted_anew() throws IOException {
        try (Rig rig = Rig.start()) {
            var node = rig.node("book: {audit-ms: 1000}");
            SaleId sale = rig.sale("missing", 10, 1);
            Lane lane = new Lane(sale, 0);
            assertThat(Buyer.signedIn(node.publicPort(), "ann")
                            .buy(node.publicPort(), "missing", "k", 1)
                            .status())
                    .isEqualTo(202);
            rig.balanced(sale);
            assertThat(rig.redis.primaryOf(lane.key("st")).ask("HINCRBY", lane.key("st"), "avail", "-3"))
                    .isEqualTo("6");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> rig.redis.primaryOf(lane.key("st")).ask("HGET", lane.key("st"), "avail"), "9"::equals);
            assertThat(rig.balanced(sale).epoch()).isGreaterThan(1);
        }
    }
}
