package doorbuster.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import doorbuster.infra.local.RedisNode;
import doorbuster.rig.Rig;
import doorbuster.sale.Lane;
import doorbuster.sale.SaleId;
import doorbuster.settle.PostgresLedger;
import doorbuster.store.PooledPostgres;
import doorbuster.store.Redis;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RebuildIT {
    private static final String ORDER = "a".repeat(39);
    private static final String RID = "0123456789abcdef".repeat(2);
    private static Rig rig;
    private static Redis redis;
    private static PooledPostgres postgres;

    @BeforeAll
    static void start() {
        rig = Rig.start();
        redis = rig.client();
        postgres = rig.tables();
        postgres.migrate();
    }

    @AfterAll
    static void stop() {
        postgres.close();
        redis.close();
        rig.close();
    }

    @Test
    void a_rebuild_asked_for_again_after_a_lost_reply_keeps_what_the_first_put_in_place() throws Exception {
        Lane lane = sale("again", 5);
        QuietLane quiet = new QuietLane(lane, 7, redis);
        // a client's first commands may come before its connection to the slot's node stands
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .ignoreException(QuietLane.TryAgain.class)
                .untilAsserted(quiet::quiesce);
        quiet.stage("res.new", Map.of(ORDER + "b", RID + "|1|1|100|buyer"));
        Register.Snapshot snapshot = register().snapshot(lane.sale(), 0).orElseThrow();
        quiet.rebuild(snapshot.offer(), 4, 0);
        quiet.rebuild(snapshot.offer(), 4, 0);
        assertThat(ask(lane, "HLEN", "res")).isEqualTo("1");
        quiet.open();
        quiet.open();
        assertThat(ask(lane, "HGET", "st", "phase")).isEqualTo("OPEN");
    }

    @Test
    void a_fence_that_comes_a_second_time_leaves_an_open_lane_open() throws Exception {
        Lane lane = sale("late", 5);
        assertThat(recover(lane)).isInstanceOf(Recovery.Outcome.Opened.class);
        QuietLane late = new QuietLane(lane, 1, redis);
        assertThatExceptionOfType(QuietLane.StartOver.class).isThrownBy(late::quiesce);
        assertThat(ask(lane, "HGET", "st", "phase")).isEqualTo("OPEN");
    }

    @Test
    void entries_whose_units_were_handed_in_by_others_are_refused_before_the_lane_opens() throws Exception {
        Lane lane = sale("short", 2);
        assertThat(recover(lane)).isInstanceOf(Recovery.Outcome.Opened.class);
        entry(lane, ORDER + "b", 1_000);
        entry(lane, ORDER + "c", 2_000);
        change("UPDATE sale SET sold = 1 WHERE id = 'short'");
        change("INSERT INTO orders (id, sale_id, lane, buyer, quantity, rid, state, price_minor, currency, accepted_at)"
                + " VALUES ('" + ORDER + "d', 'short', 0, 'buyer-d', 1, '" + RID
                + "', 'CONFIRMED', 100, 'EUR', now())");
        assertThat(recover(lane))
                .isInstanceOfSatisfying(
                        Recovery.Outcome.Opened.class,
                        opened -> assertThat(opened.deficit()).isEqualTo(1));
        assertThat(one("SELECT state || ' ' || reason FROM orders WHERE id = '" + ORDER + "c'"))
                .isEqualTo("REFUSED sold-out");
        assertThat(ask(lane, "HGET", "st", "avail")).isEqualTo("0");
        assertThat(ask(lane, "HKEYS", "res")).isEqualTo(ORDER + "b");
    }

    private static Recovery.Outcome recover(Lane lane) {
        Recovery.Patience patience = Recovery.Patience.ofThisProcess();
        BookSettings settings = new BookSettings(
                Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofSeconds(10));
        return new Recovery(register(), redis, settings, patience, (_, _) -> true).run(lane.sale(), 1, 0);
    }

    private static PostgresRegister register() {
        return new PostgresRegister(postgres, new PostgresLedger(postgres));
    }

    private static Lane sale(String name, int units) throws SQLException {
        change("INSERT INTO sale (id, sku, price_minor, currency, allotted, per_buyer_limit, opens_at, closes_at,"
                + " pay_within_ms, challenge, lanes) VALUES ('" + name + "', 'SKU-1', 100, 'EUR', " + units
                + ", 9, now() - interval '1 hour', now() + interval '1 hour', 60000, 'OFF', 1)");
        return new Lane(new SaleId(name), 0);
    }

    private static void entry(Lane lane, String order, long at) throws IOException {
        String line = String.join("\t", order, RID, "buyer-" + at, "1", "");
        var _ = rig.redis
                .primaryOf(lane.key("q"))
                .ask("XADD", lane.key("q"), "*", "v", "1", "e", "1", "at", at + "", "p", "100", "n", "1", "o", line);
    }

    private static String ask(Lane lane, String command, String part, String... more) throws IOException {
        RedisNode node = rig.redis.primaryOf(lane.key(part));
        return more.length == 0 ? node.ask(command, lane.key(part)) : node.ask(command, lane.key(part), more[0]);
    }

    private static void change(String sql) throws SQLException {
        try (Connection connection = rig.connect();
                Statement statement = connection.createStatement()) {
            var _ = statement.executeUpdate(sql);
        }
    }

    private static String one(String sql) throws SQLException {
        try (Connection connection = rig.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return Objects.requireNonNull(rows.getString(1));
        }
    }
}
