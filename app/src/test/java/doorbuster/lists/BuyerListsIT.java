package doorbuster.lists;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.Unit;
import doorbuster.infra.local.RedisNode;
import doorbuster.rig.Buyer;
import doorbuster.rig.Operator;
import doorbuster.rig.Rig;
import doorbuster.sale.SaleId;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class BuyerListsIT {
    /// Three times what is asked for: the machine may be shared, and the figures are printed.
    private static final Duration LOADED = Duration.ofSeconds(60);

    private static final Duration IN_FORCE = Duration.ofSeconds(6);
    private static final int MILLION = 1_000_000;
    private static final int LANES = 3;
    private Rig rig;
    private Unit one;
    private Unit two;

    @BeforeAll
    void start() {
        rig = Rig.start();
        one = rig.node();
        two = rig.node();
        rig.sale("invited", LANES * 500L, 1, true, Instant.now().minusSeconds(60));
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    /// In force means: on both nodes one who is on the new list may buy in each lane, and one who was only on the old
    /// list may not. Until then the old list is.
    @Test
    @Order(1)
    void a_million_rows_are_in_force_on_every_node_in_time() throws Exception {
        assertThat(upload("allow", "former-1\nformer-2\n").statusCode()).isEqualTo(200);
        String rows = IntStream.range(0, MILLION).mapToObj(i -> "buyer-" + i).collect(Collectors.joining("\n"));
        FirstBuyers first = new FirstBuyers("invited", LANES);
        Thread asking = Thread.ofVirtual().start(() -> {
            first.askUntilAllMayBuy(one);
            first.askUntilAllMayBuy(two);
        });
        long begun = System.nanoTime();
        HttpResponse<String> answer = upload("allow", rows);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        asking.join();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"buyers\":" + MILLION);
        Instant activated = activated();
        for (Unit node : List.of(one, two)) {
            Buyer former = Buyer.signedIn(node.publicPort(), "former-1");
            Awaitility.await()
                    .atMost(IN_FORCE)
                    .until(() -> refusal(former, node).equals("not-eligible"));
        }
        Duration after = Duration.between(activated, Instant.now());
        System.out.println("1,000,000 rows: loaded in " + took.toMillis() + " ms, in force everywhere "
                + after.toMillis() + " ms after the activation");
        assertThat(first.earliest()).as("nobody before the activation").isAfter(activated);
        assertThat(took).isLessThanOrEqualTo(LOADED);
        assertThat(after).isLessThanOrEqualTo(IN_FORCE);
    }

    private Instant activated() throws SQLException {
        try (Connection connection = rig.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT since FROM buyer_list WHERE sale_id = 'invited'")) {
            assertThat(row.next()).isTrue();
            return row.getTimestamp(1).toInstant();
        }
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
        Awaitility.await().atMost(IN_FORCE).until(() -> refusal(former, two).equals("not-eligible"));
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
