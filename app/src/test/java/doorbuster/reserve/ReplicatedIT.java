package doorbuster.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.Unit;
import doorbuster.infra.local.RedisNode;
import doorbuster.rig.Buyer;
import doorbuster.rig.Rig;
import doorbuster.sale.Lane;
import doorbuster.sale.SaleId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// With `reserve.durability: replicated` nobody hears "accepted" of what its primary alone knows.
class ReplicatedIT {
    @Test
    void what_no_replica_has_is_not_called_accepted() throws IOException {
        try (Rig rig = Rig.start()) {
            Unit node = rig.node("reserve: {durability: replicated}");
            SaleId sale = rig.sale("safe", 20, 4);
            Lane lane = new Lane(sale, 0);
            RedisNode primary = rig.redis.primaryOf(lane.key("st"));
            accepted(node, "ann");

            // another reader holds the lane: what is settled is safe, and may be told whatever the replicas have
            rig.balanced(sale);
            var _ = primary.ask("SET", lane.key("lease"), "somebody", "PX", "60000");

            List<RedisNode> replicas = rig.redis.nodes().stream()
                    .filter(one -> !rig.redis.primaries().contains(one))
                    .toList();
            replicas.forEach(RedisNode::pause);
            var _ = primary.ask("CLIENT", "KILL", "TYPE", "replica");
            Buyer bob = Buyer.signedIn(node.publicPort(), "bob");
            Buyer.Answer unsure = bob.buy(node.publicPort(), "safe", "k", 1);
            assertThat(unsure.status()).as("%s", unsure).isEqualTo(503);
            assertThat(unsure.member("code")).isEqualTo("unavailable");
            assertThat(unsure.location()).startsWith("/v1/orders/");

            String order = unsure.location().substring("/v1/orders/".length());
            assertThat(bob.order(node.publicPort(), order).status())
                    .as("nor is it by its address")
                    .isEqualTo(503);

            // it was taken all the same: Postgres will have it
            var _ = primary.ask("DEL", lane.key("lease"));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() ->
                            bob.order(node.publicPort(), order).member("state").equals("CONFIRMED"));
            replicas.forEach(RedisNode::resume);
            rig.redis.awaitHealthy(Duration.ofSeconds(30));
            accepted(node, "carl");
            assertThat(rig.balanced(sale).confirmed()).isEqualTo(3);
        }
    }

    private static void accepted(Unit node, String name) {
        Buyer buyer = Buyer.signedIn(node.publicPort(), name);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> buyer.buy(node.publicPort(), "safe", "k", 1).status() / 100 == 2);
    }
}
