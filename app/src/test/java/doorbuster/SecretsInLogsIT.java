package doorbuster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import doorbuster.rig.Buyer;
import doorbuster.rig.Rig;
import doorbuster.sale.SaleId;
import doorbuster.telemetry.LogLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Whatever happens, what a node prints holds no token, no key, no password and no buyer.
class SecretsInLogsIT {
    private static final String BUYER = "planted-buyer-name";
    private static final String KEY = "planted-idempotency-key";

    @Test
    void a_run_with_a_purchase_failures_and_bad_tokens_prints_nothing_that_was_planted() throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream everything = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Handler handler = new StreamHandler(everything, new LogLines("test", "node-1"));
        handler.setLevel(Level.ALL);
        Logger root = Logger.getLogger("");
        PrintStream out = System.out;
        root.addHandler(handler);
        System.setOut(everything);
        String token;
        try {
            token = play();
        } finally {
            handler.flush();
            root.removeHandler(handler);
            System.setOut(out);
        }
        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(text)
                .as("it did log")
                .contains("recovering sale")
                .doesNotContain(BUYER)
                .doesNotContain(KEY)
                .doesNotContain(token)
                .doesNotContain("test-only")
                .doesNotContain("not-a-token")
                .doesNotContain("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        eachLineIsJson(text.lines().filter(line -> line.startsWith("{")).toList());
    }

    private static String play() {
        try (Rig rig = Rig.start()) {
            int port = rig.node().publicPort();
            SaleId sale = rig.sale("planted", 5, 5);
            Buyer buyer = Buyer.signedIn(port, BUYER);
            Buyer.Answer bought = buyer.buy(port, sale.value(), KEY, 1);
            assertThat(bought.status()).isEqualTo(202);
            assertThat(buyer.buy(port, sale.value(), KEY, 2).status()).isEqualTo(422);
            assertThat(buyer.buy(port, sale.value(), KEY + "-2", 999).status()).isEqualTo(409);
            assertThat(Buyer.stranger().buy(port, sale.value(), KEY, 1).status())
                    .isEqualTo(401);
            assertThat(buyer.buyWith(port, sale.value(), KEY + "\u00e9", "Cookie", "secret=planted")
                            .status())
                    .isBetween(200, 499);
            rig.balanced(sale);
            assertThat(buyer.cancel(port, bought.member("orderId")).status()).isEqualTo(200);
            rig.redis.close();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> buyer.buy(port, sale.value(), KEY + "-3", 1).status() == 503);
            rig.postgres.close();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> buyer.order(port, bought.member("orderId")).status() == 503);
            return buyer.token();
        }
    }

    private static void eachLineIsJson(List<String> lines) throws IOException {
        assertThat(lines).isNotEmpty();
        for (String line : lines) {
            JsonNode read = new ObjectMapper().readTree(line);
            assertThat(read.path("region").asText()).isEqualTo("test");
            assertThat(read.path("message").isTextual()).isTrue();
        }
    }
}
