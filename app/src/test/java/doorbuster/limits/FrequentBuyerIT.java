package doorbuster.limits;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.rig.Buyer;
import doorbuster.rig.Operator;
import doorbuster.rig.Rig;
import doorbuster.sale.SaleId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What is counted over all nodes of the unit: 100 attempts per minute, buyer and sale, and the uses of a captcha.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrequentBuyerIT {
    private static final int ATTEMPTS = 1_000;
    private static final long LIMIT = 100;
    private Rig rig;
    private int one;
    private int two;

    @BeforeAll
    void start() {
        rig = Rig.start();
        // a try that is asked again because its answer was lost counts again
        one = rig.patientNode().publicPort();
        two = rig.patientNode().publicPort();
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    @Test
    void of_a_thousand_attempts_at_once_over_two_nodes_exactly_a_hundred_pass() throws Exception {
        SaleId sale = rig.sale("rush", 500, 1);
        Buyer ann = Buyer.signedIn(one, "ann");
        awaitKnown(sale);

        Map<String, Long> told = storm(ann, sale);

        assertThat(told.get("rate-limited")).as("%s", told).isEqualTo(ATTEMPTS - LIMIT);
        assertThat(told.get("")).as("%s", told).isEqualTo(1);
        assertThat(told.keySet()).isSubsetOf("", "over-limit", "submission-in-progress", "rate-limited");
        assertThat(Buyer.signedIn(two, "bob").buy(two, sale.value(), "k", 1).status())
                .isEqualTo(202);
        rig.balanced(sale);
    }

    @Test
    void they_are_counted_as_exactly_when_the_nodes_could_answer_from_memory() throws Exception {
        SaleId sale = rig.sale("gone", 1, 1);
        Buyer bob = Buyer.signedIn(one, "bob");
        assertThat(bob.buy(one, sale.value(), "k", 1).status()).isEqualTo(202);
        awaitKnown(sale);
        rig.balanced(sale);

        Map<String, Long> told = storm(Buyer.signedIn(one, "ann"), sale);

        assertThat(told.get("rate-limited")).as("%s", told).isEqualTo(ATTEMPTS - LIMIT);
        assertThat(told.keySet()).isSubsetOf("sold-out", "submission-in-progress", "rate-limited");
    }

    @Test
    void a_solved_captcha_lets_one_attempt_in_on_whichever_node() {
        Instant now = Instant.now();
        Operator operator = Operator.of(rig, rig.nodes().getFirst().adminPort());
        String sold = """
                {"sku":"SKU-1","stock":10,"opensAt":"%s","closesAt":"%s","perBuyerLimit":2,"priceMinor":1999,
                "currency":"EUR","challenge":"ALWAYS"}
                """.formatted(now.minusSeconds(60), now.plusSeconds(3600));
        // 202 is recorded only: the lanes did not answer at once
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> operator.send("PUT", "/v1/sales/proof", sold).statusCode() == 200);
        SaleId sale = new SaleId("proof");
        awaitKnown(sale);
        Buyer ann = Buyer.signedIn(one, "ann");
        String solution = ann.puzzle(one, "proof").solved();

        Buyer.Answer first = answered(() -> ann.buySolved(one, "proof", "k1", solution));
        assertThat(first.status()).as("%s", first).isIn(200, 202);
        assertThat(answered(() -> ann.buySolved(two, "proof", "k2", solution)).member("code"))
                .isEqualTo("challenge-failed");
        assertThat(answered(() -> ann.buySolved(two, "proof", "k1", solution)).member("orderId"))
                .isEqualTo(first.member("orderId"));
        assertThat(rig.balanced(sale).confirmed()).isEqualTo(1);
    }

    /// The first commands of a node may come before its connection to a process of Redis stands: nothing was taken
    /// then.
    private static Buyer.Answer answered(Callable<Buyer.Answer> attempt) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(attempt, answer -> !answer.member("code").equals("unavailable"));
    }

    /// What the attempts are told, by code; an acceptance has none.
    private Map<String, Long> storm(Buyer buyer, SaleId sale) throws InterruptedException, ExecutionException {
        List<Future<String>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
            for (int i = 0; i < ATTEMPTS; i++) {
                int port = i % 2 == 0 ? one : two;
                String key = "key-" + i;
                answers.add(threads.submit(
                        () -> buyer.buy(port, sale.value(), key, 1).member("code")));
            }
        }
        List<String> codes = new ArrayList<>();
        for (Future<String> answer : answers) {
            codes.add(answer.get());
        }
        return codes.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /// A node learns of a new sale with its next reading of the roster.
    private void awaitKnown(SaleId sale) {
        for (int port : List.of(one, two)) {
            Buyer scout = Buyer.signedIn(port, "scout-" + port);
            Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> {
                String code = scout.buy(port, sale.value(), "scout", 1).member("code");
                return !code.equals("not-found");
            });
        }
    }
}
