package doorbuster.book;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.Unit;
import doorbuster.rig.Buyer;
import doorbuster.rig.Operator;
import doorbuster.rig.Rig;
import doorbuster.sale.SaleId;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What an operator may do to a sale's stock while it sells, and what is refused without any change.
class RestockIT {
    private static final String RESTOCK = "/v1/sales/stocked/restock";

    @Test
    void units_are_added_and_never_taken_from_those_who_have_them() {
        try (Rig rig = Rig.start()) {
            Unit node = rig.node();
            Operator operator = Operator.of(rig, node.adminPort());
            SaleId sale = rig.sale("stocked", 10, 4);
            Buyer.Answer bought = Buyer.signedIn(node.publicPort(), "ann").buy(node.publicPort(), "stocked", "k", 4);
            assertThat(bought.status()).as("%s", bought).isEqualTo(202);
            assertThat(rig.balanced(sale).confirmed()).isEqualTo(4);

            malformed(operator);
            assertThat(rig.balanced(sale).allotted()).as("nothing was changed").isEqualTo(10);
            assertThat(restock(operator, 5)).isEqualTo(200);
            assertThat(rig.balanced(sale).available()).isEqualTo(11);
            upToTheMost(operator);
            assertThat(rig.balanced(sale).allotted()).isEqualTo(90_000_015);
            downToWhatIsSold(operator);
            assertThat(rig.balanced(sale).available()).isZero();

            assertThat(operator.send("POST", "/v1/sales/stocked/close").statusCode())
                    .isEqualTo(200);
            assertThat(restock(operator, 5)).as("closed").isEqualTo(409);
            assertThat(operator.send("POST", "/v1/sales/nothing/restock", "{\"quantity\":5}")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(rig.balanced(sale).allotted()).isEqualTo(4);
        }
    }

    private static void malformed(Operator operator) {
        for (String quantity : new String[] {
            "0",
            "-1",
            "-9223372036854775808",
            "10000001",
            "9223372036854775807",
            "99999999999999999999",
            "1.5",
            "\"5\"",
            "null",
            "true"
        }) {
            HttpResponse<String> answer = operator.send("POST", RESTOCK, "{\"quantity\":" + quantity + "}");
            assertThat(answer.statusCode()).as(quantity).isEqualTo(400);
            assertThat(answer.body()).as(quantity).contains("\"code\":\"malformed\"");
        }
        assertThat(operator.send("POST", RESTOCK, "{}").statusCode()).isEqualTo(400);
        assertThat(operator.send("POST", RESTOCK, "{\"quantity\":5,\"more\":1}").statusCode())
                .isEqualTo(400);
    }

    /// One more time ten millions would pass the hundred millions that a sale may have.
    private static void upToTheMost(Operator operator) {
        for (int i = 0; i < 9; i++) {
            assertThat(restock(operator, 10_000_000)).isEqualTo(200);
        }
        assertThat(restock(operator, 10_000_000)).isEqualTo(409);
    }

    private static void downToWhatIsSold(Operator operator) {
        assertThat(lowered(operator, 3).body()).contains("\"code\":\"below-sold\"");
        assertThat(lowered(operator, 100).body()).contains("\"code\":\"still-selling\"");
        assertThat(operator.send("POST", "/v1/sales/stocked/pause").statusCode())
                .isEqualTo(200);
        assertThat(lowered(operator, 3).statusCode()).isEqualTo(409);
        assertThat(lowered(operator, 4).statusCode()).isEqualTo(200);
    }

    private static int restock(Operator operator, int quantity) {
        return operator.send("POST", RESTOCK, "{\"quantity\":" + quantity + "}").statusCode();
    }

    private static HttpResponse<String> lowered(Operator operator, int stock) {
        Instant now = Instant.now();
        return operator.send(
                "PUT", "/v1/sales/stocked", """
                {"sku":"SKU-1","stock":%d,"opensAt":"%s","closesAt":"%s","perBuyerLimit":4,"priceMinor":1999,"currency":"EUR"}
                """.formatted(stock, now.minusSeconds(60), now.plusSeconds(3600)));
    }
}
