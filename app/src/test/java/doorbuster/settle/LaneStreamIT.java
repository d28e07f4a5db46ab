package doorbuster.settle;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.infra.local.RedisNode;
import doorbuster.rig.Rig;
import doorbuster.sale.Lane;
import doorbuster.sale.SaleId;
import doorbuster.store.Redis;
import doorbuster.store.Standing;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LaneStreamIT {
    @Test
    void a_decided_dead_letter_is_deleted_and_an_entry_with_the_same_id_stays() throws IOException {
        try (Rig rig = Rig.start();
                Redis client = rig.client()) {
            Lane lane = new Lane(new SaleId("buried"), 0);
            RedisNode node = rig.redis.primaryOf(lane.key("st"));
            String run = node.ask("INFO", "server").replaceAll("(?s).*run_id:(\\w+).*", "$1");
            var _ = node.ask("HSET", lane.key("st"), "epoch", "1", "run", run, "phase", "OPEN", "avail", "0");
            for (String part : List.of("q", "dead")) {
                assertThat(node.ask("XADD", lane.key(part), "7-0", "v", "1")).isEqualTo("7-0");
            }
            LaneStream stream = new LaneStream(lane, client);
            // a client's first commands may come before its connection to the slot's node stands
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> stream.ackFrom("dead", 1, List.of("7-0"), List.of()) == Standing.OPEN);
            assertThat(node.ask("XLEN", lane.key("dead"))).isEqualTo("0");
            assertThat(node.ask("XLEN", lane.key("q"))).isEqualTo("1");
        }
    }
}
