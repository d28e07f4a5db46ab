package doorbuster;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.rig.Buyer;
import doorbuster.rig.Operator;
import doorbuster.rig.Rig;
import doorbuster.sale.SaleId;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Why not me?
class AttemptLogIT {
    @Test
    void an_operator_sees_each_attempt_of_a_buyer_with_its_outcome_and_nobody_else_s() {
        try (Rig rig = Rig.start()) {
            Unit node = rig.node();
            int port = node.publicPort();
            SaleId sale = rig.sale("why", 1, 1);
            Buyer ann = Buyer.signedIn(port, "ann");
            assertThat(ann.buy(port, sale.value(), "k", 1).status()).isEqualTo(202);
            Buyer bob = Buyer.signedIn(port, "bob");
            assertThat(bob.buy(port, sale.value(), "k", 1).status()).isEqualTo(409);
            assertThat(bob.buy(port, sale.value(), "l", 1).status()).isEqualTo(409);
            Operator operator = Operator.of(rig, node.adminPort());
            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                assertThat(operator.send("GET", "/v1/buyers/bob/attempts?sale=why")
                                .body())
                        .containsSubsequence("\"outcome\":\"sold-out\"", "\"outcome\":\"sold-out\"")
                        .contains("\"stage\":\"stock\"")
                        .doesNotContain("accepted");
                assertThat(operator.send("GET", "/v1/buyers/ann/attempts?sale=why")
                                .body())
                        .contains("\"outcome\":\"accepted\"");
                assertThat(operator.send("GET", "/v1/buyers/eve/attempts?sale=why")
                                .body())
                        .contains("\"attempts\":[]");
            });
            assertThat(operator.send("GET", "/v1/audit").body()).contains("explain", "attempts of bob");
            rig.balanced(sale);
        }
    }
}
