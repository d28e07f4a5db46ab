package doorbuster.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.infra.local.RedisNode;
import doorbuster.rig.Buyer;
import doorbuster.rig.Rig;
import doorbuster.sale.BuyerId;
import doorbuster.sale.Lane;
import doorbuster.sale.OrderIdMint;
import doorbuster.sale.SaleId;
import doorbuster.store.Redis;
import doorbuster.store.RedisSettings;
import doorbuster.store.Reply;
import doorbuster.store.Script;
import doorbuster.telemetry.Signals;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransfersIT {
    private static final int LANES = 3;
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
    private Rig rig;
    private Redis redis;
    private int first;
    private int second;

    @BeforeAll
    void start() {
        rig = Rig.start();
        first = rig.node("book: {lane-stock: 5}").publicPort();
        second = rig.node("book: {lane-stock: 5}").publicPort();
        redis = new Redis(
                new RedisSettings(
                        rig.redis.seeds(), rig.redis.password(), Duration.ofSeconds(2), Duration.ofSeconds(1), 1000),
                Signals.off());
    }

    @AfterAll
    void stop() {
        redis.close();
        rig.close();
    }

    @Test
    void buyers_who_all_belong_to_one_lane_buy_everything() {
        SaleId sale = rig.sale("one-lane", 30, 1);
        List<Buyer.Answer> answers = all("one-lane", crowd("solo", 1, 34));
        assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSize(30);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 202)
                .hasSize(4)
                .allSatisfy(answer ->
                        assertThat(answer.member("code")).as("%s", answer).isEqualTo("sold-out"));
        assertThat(rig.balanced(sale).confirmed()).isEqualTo(30);
    }

    @Test
    void of_many_buyers_at_two_nodes_exactly_as_many_win_as_there_are_units() {
        SaleId sale = rig.sale("exact", 60, 2);
        List<Buyer> crowd = Stream.of(crowd("many", 0, 10), crowd("many", 1, 40), crowd("many", 2, 30))
                .flatMap(List::stream)
                .toList();
        List<Buyer.Answer> answers = all("exact", crowd);
        assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSize(60);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 202)
                .allSatisfy(answer ->
                        assertThat(answer.member("code")).as("%s", answer).isEqualTo("sold-out"));
        assertThat(rig.balanced(sale).confirmed()).isEqualTo(60);
    }

    @Test
    void units_that_lie_in_several_lanes_are_brought_together_for_one_order() {
        SaleId sale = rig.sale("together", 15, 15);
        assertThat(crowd("big", 2, 1).getFirst().buy(first, "together", "k", 13).status())
                .isEqualTo(202);
        Buyer next = crowd("next", 0, 1).getFirst();
        Buyer.Answer three = next.buy(second, "together", "k3", 3);
        assertThat(three.member("code")).as("%s", three).isEqualTo("not-enough");
        assertThat(next.buy(second, "together", "k2", 2).status()).isEqualTo(202);
        assertThat(rig.balanced(sale).confirmed()).isEqualTo(15);
    }

    @Test
    void a_note_that_a_dead_node_left_behind_is_finished_and_its_units_are_sold() throws SQLException {
        SaleId sale = rig.sale("left", 15, 15);
        Reply.Done note = call("give", sale, 0, epoch(sale), "2", "3");
        assertThat(note.number(3)).isEqualTo(3);
        assertThat(rig.balanced(sale).available()).isEqualTo(15);
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> available(sale, 2) == 8);
        assertThat(crowd("heir", 1, 1).getFirst().buy(first, "left", "k", 15).status())
                .isEqualTo(202);
        assertThat(rig.balanced(sale).confirmed()).isEqualTo(15);
    }

    @Test
    void a_receipt_counts_once_and_not_under_an_epoch_that_is_over() throws SQLException, IOException {
        SaleId sale = rig.sale("once", 15, 15);
        long epoch = epoch(sale);
        Reply.Done note = call("give", sale, 1, epoch, "2", "1");
        for (int i = 0; i < 3; i++) {
            assertThat(call("receive", sale, 2, epoch, "1", note.text(1), note.text(3))
                            .text(0))
                    .isEqualTo("OPEN");
        }
        assertThat(rig.balanced(sale).available()).isEqualTo(15);
        for (RedisNode node : rig.redis.primaries()) {
            assertThat(node.ask("FLUSHALL")).isEqualTo("OK");
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> epoch(sale) > epoch);
        assertThat(rig.balanced(sale).available()).isEqualTo(15);
        assertThat(call("receive", sale, 2, epoch, "1", "77", "5").text(0)).isEqualTo("FENCED");
        assertThat(rig.balanced(sale).available()).isEqualTo(15);
    }

    private Reply.Done call(String script, SaleId sale, int lane, long epoch, String... more) {
        Lane at = new Lane(sale, lane);
        List<String> args =
                Stream.concat(Stream.of(Long.toString(epoch)), Stream.of(more)).toList();
        return (Reply.Done) Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(
                        () -> redis.call(
                                Script.load(Transfers.class, script), List.of(at.key("st"), at.key("notes")), args),
                        Reply.Done.class::isInstance);
    }

    private long available(SaleId sale, int lane) throws SQLException {
        return LaneLook.at(redis, new Lane(sale, lane), epoch(sale))
                .toCompletableFuture()
                .join()
                .available();
    }

    private long epoch(SaleId sale) throws SQLException {
        try (Connection connection = rig.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT epoch FROM sale WHERE id = '" + sale + "'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /// So many buyers whose lane is this one.
    private List<Buyer> crowd(String word, int lane, int count) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> word + i)
                .filter(name -> OrderIdMint.laneOf(new BuyerId(name), LANES) == lane)
                .limit(count)
                .map(name -> Buyer.signedIn(first, name))
                .toList();
    }

    /// One unit each, all at once, in turn at either node.
    private List<Buyer.Answer> all(String sale, List<Buyer> crowd) {
        List<CompletableFuture<Buyer.Answer>> answers = new ArrayList<>();
        for (int i = 0; i < crowd.size(); i++) {
            Buyer buyer = crowd.get(i);
            int port = i % 2 == 0 ? first : second;
            answers.add(CompletableFuture.supplyAsync(() -> buyer.buy(port, sale, "k", 1), threads));
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }
}
