package doorbuster.lists;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.Unit;
import doorbuster.infra.local.RedisNode;
import doorbuster.rig.Buyer;
import doorbuster.rig.Operator;
import doorbuster.rig.Rig;
import doorbuster.sale.SaleId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class BuyerListsIT {
    private static final int MILLION = 1_000_000;
    private Rig rig;
    private Unit one;
    private Unit two;

    @BeforeAll
    void start() {
        rig = Rig.start();
        one = rig.node();
        two = rig.node();
        rig.sale("invited", 100, 1, true, Instant.now().minusSeconds(60));
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    @Test
    @Order(1)
    void a_million_rows_are_in_force_on_every_node_in_time() throws Exception {
        String rows = IntStream.range(0, MILLION).mapToObj(i -> "buyer-" + i).collect(Collectors.joining("\n"));
        long begun = System.nanoTime();
        HttpResponse<String> answer = upload("allow", rows);
        long took = System.nanoTime() - begun;

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"buyers\":" + MILLION);
        assertThat(Duration.ofNanos(took)).isLessThanOrEqualTo(Duration.ofSeconds(20));
        Buyer stranger = Buyer.signedIn(two.publicPort(), "stranger");
        Awaitility.await()
                .atMost(Duration.ofSeconds(2))
                .until(() -> refusal(stranger, two).equals("not-eligible"));
        assertThat(Buyer.signedIn(two.publicPort(), "buyer-77")
                        .buy(two.publicPort(), "invited", "k", 1)
                        .status())
                .isEqualTo(202);
    }

    @Test
    @Order(2)
    void a_bad_row_leaves_the_list_in_force() throws Exception {
        HttpResponse<String> answer = upload("allow", "ann\nbob\nann");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Line 3");
        assertThat(Buyer.signedIn(one.publicPort(), "buyer-78")
                        .buy(one.publicPort(), "invited", "k", 1)
                        .status())
                .isEqualTo(202);
        assertThat(refusal(Buyer.signedIn(one.publicPort(), "ann"), one)).isEqualTo("not-eligible");
    }

    @Test
    @Order(3)
    void a_blocked_buyer_is_refused_without_a_reason() throws Exception {
        assertThat(upload("block", "buyer-80").statusCode()).isEqualTo(200);
        Buyer blocked = Buyer.signedIn(two.publicPort(), "buyer-80");

        Buyer.Answer answer = blocked.buy(two.publicPort(), "invited", "k", 1);

        assertThat(answer.member("code")).isEqualTo("not-eligible");
        assertThat(answer.member("detail")).doesNotContain("list");
    }

    @Test
    @Order(4)
    void a_new_list_takes_the_place_of_the_old_one_as_a_whole() throws Exception {
        assertThat(upload("allow", "buyer\nann\nbob\n").statusCode()).isEqualTo(200);

        assertThat(Buyer.signedIn(one.publicPort(), "ann")
                        .buy(one.publicPort(), "invited", "k2", 1)
                        .status())
                .isEqualTo(202);
        Buyer former = Buyer.signedIn(two.publicPort(), "buyer-81");
        Awaitility.await()
                .atMost(Duration.ofSeconds(2))
                .until(() -> refusal(former, two).equals("not-eligible"));
        rig.balanced(new SaleId("invited"));
    }

    private static String refusal(Buyer buyer, Unit node) {
        return buyer.buy(node.publicPort(), "invited", "never", 1).member("code");
    }

    private HttpResponse<String> upload(String list, String rows) {
        return Operator.of(rig, one.adminPort()).upload("invited", list, rows);
    }

    /// All of Redis is emptied while the blocked and strangers keep asking: none of them gets a unit before the lists
    /// are back, and no member is told that he is not on the list.
    @Test
    @Order(5)
    void a_lane_that_lost_its_lists_sells_nothing_until_they_are_back() throws Exception {
        SaleId sale = rig.sale("lost", 50, 1, true, Instant.now().minusSeconds(60));
        Operator operator = Operator.of(rig, one.adminPort());
        String members = IntStream.range(0, 200_000).mapToObj(i -> "buyer-" + i).collect(Collectors.joining("\n"));
        assertThat(operator.upload("lost", "allow", members).statusCode()).isEqualTo(200);
        assertThat(operator.upload("lost", "block", "buyer-66\n").statusCode()).isEqualTo(200);
        Buyer member = Buyer.signedIn(two.publicPort(), "buyer-1");
        List<Buyer> unwanted = List.of(
                Buyer.signedIn(two.publicPort(), "buyer-66"), Buyer.signedIn(one.publicPort(), "nobody-invited"));
        Set<String> told = ConcurrentHashMap.newKeySet();
        AtomicBoolean asking = new AtomicBoolean(true);
        Thread asker = Thread.ofVirtual().start(() -> {
            for (int i = 0; asking.get(); i++) {
                String key = "k" + i;
                unwanted.forEach(buyer -> told.add(code(buyer.buy(two.publicPort(), "lost", key, 1))));
            }
        });

        for (RedisNode node : rig.redis.primaries()) {
            node.ask("FLUSHALL");
        }
        Set<String> toMember = ConcurrentHashMap.newKeySet();
        Awaitility.await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            toMember.add(code(member.buy(two.publicPort(), "lost", "k", 1)));
            assertThat(toMember).contains("taken");
        });
        asking.set(false);
        asker.join();

        assertThat(told)
                .containsAnyOf("not-eligible", "rate-limited")
                .isSubsetOf("not-eligible", "rate-limited", "unavailable");
        assertThat(toMember).isSubsetOf("unavailable", "taken");
        assertThat(rig.balanced(sale).confirmed()).isEqualTo(1);
    }

    private static String code(Buyer.Answer answer) {
        return answer.status() / 100 == 2 ? "taken" : answer.member("code");
    }
}
