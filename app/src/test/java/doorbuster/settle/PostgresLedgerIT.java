package doorbuster.settle;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.rig.Rig;
import doorbuster.sale.Acceptance;
import doorbuster.sale.Attempt;
import doorbuster.sale.BuyerId;
import doorbuster.sale.OrderId;
import doorbuster.sale.SaleId;
import doorbuster.store.PooledPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresLedgerIT {
    private static Rig rig;
    private static PooledPostgres postgres;
    private static PostgresLedger ledger;

    @BeforeAll
    static void start() {
        rig = Rig.start();
        postgres = rig.tables();
        postgres.migrate();
        ledger = new PostgresLedger(postgres);
    }

    @AfterAll
    static void stop() {
        postgres.close();
        rig.close();
    }

    @Test
    void an_entry_that_lies_twice_in_a_batch_counts_once() throws SQLException {
        SaleId sale = sale("twice", 5, 2);
        Acceptance order = order(sale, "a", 1, "ann", 2);
        assertThat(settle(sale, order, order)).containsExactly("a 1 CONFIRMED", "a 1 CONFIRMED");
        assertThat(settle(sale, order)).containsExactly("a 1 CONFIRMED");
        assertThat(ask("SELECT sold FROM sale WHERE id = 'twice'")).isEqualTo("2");
        assertThat(ask("SELECT units FROM holding WHERE sale_id = 'twice'")).isEqualTo("2");
    }

    @Test
    void of_two_tries_of_one_order_one_is_counted_and_both_hear_which() throws SQLException {
        SaleId sale = sale("tries", 5, 5);
        List<String> heard = settle(sale, order(sale, "b", 1, "bob", 1), order(sale, "b", 2, "bob", 1));
        String counted = ask("SELECT rid FROM orders WHERE sale_id = 'tries'").substring(31);
        assertThat(heard).containsExactly("b " + counted + " CONFIRMED", "b " + counted + " CONFIRMED");
        assertThat(ask("SELECT sold FROM sale WHERE id = 'tries'")).isEqualTo("1");
    }

    @Test
    void whoever_came_first_gets_what_is_left_when_the_guard_says_no() throws SQLException {
        SaleId sale = sale("guard", 3, 5);
        assertThat(settle(
                        sale,
                        order(sale, "c", 1, "cid", 2),
                        order(sale, "d", 1, "dan", 2),
                        order(sale, "e", 1, "eve", 1)))
                .containsExactly("c 1 CONFIRMED", "d 1 REFUSED", "e 1 CONFIRMED");
        assertThat(ask("SELECT sold FROM sale WHERE id = 'guard'")).isEqualTo("3");
        assertThat(ask("SELECT reason FROM orders WHERE sale_id = 'guard' AND state = 'REFUSED'"))
                .isEqualTo("sold-out");
    }

    @Test
    void above_a_buyers_limit_postgres_refuses_what_redis_let_through() throws SQLException {
        SaleId sale = sale("limit", 9, 2);
        assertThat(settle(
                        sale,
                        order(sale, "f", 1, "fay", 2),
                        order(sale, "g", 1, "fay", 1),
                        order(sale, "h", 1, "gus", 2)))
                .containsExactly("f 1 CONFIRMED", "g 1 REFUSED", "h 1 CONFIRMED");
        assertThat(ask("SELECT reason FROM orders WHERE sale_id = 'limit' AND state = 'REFUSED'"))
                .isEqualTo("over-limit");
    }

    @Test
    void under_an_epoch_that_is_over_nothing_is_written() throws SQLException {
        SaleId sale = sale("over", 5, 5);
        change("UPDATE sale SET epoch = 8 WHERE id = 'over'");
        assertThat(ledger.settle(sale, 7, List.of(order(sale, "i", 1, "ida", 1)), Ledger.Source.STREAM))
                .isInstanceOf(Settled.EpochMoved.class);
        assertThat(ask("SELECT count(*) FROM orders WHERE sale_id = 'over'")).isEqualTo("0");
    }

    /// What each order of the batch heard: its letter, the last digit of the counted try, the state.
    private static List<String> settle(SaleId sale, Acceptance... orders) {
        Settled settled = ledger.settle(sale, 0, List.of(orders), Ledger.Source.STREAM);
        assertThat(settled).isInstanceOf(Settled.Done.class);
        return ((Settled.Done) settled)
                .verdicts().stream()
                        .map(verdict ->
                                verdict.order().attempt().order().value().charAt(39) + " "
                                        + verdict.rid().substring(31) + " " + verdict.state())
                        .toList();
    }

    private static Acceptance order(SaleId sale, String letter, int attempt, String buyer, int quantity) {
        OrderId id = new OrderId("a".repeat(39) + letter);
        return new Acceptance(
                new Attempt(sale, id, "0".repeat(31) + attempt, new BuyerId(buyer), quantity, ""),
                0,
                100,
                Instant.ofEpochSecond(1_800_000_000));
    }

    private static SaleId sale(String name, int units, int limit) throws SQLException {
        change("INSERT INTO sale (id, sku, price_minor, currency, allotted, per_buyer_limit, opens_at, closes_at,"
                + " pay_within_ms, challenge, lanes) VALUES ('" + name + "', 'SKU-1', 100, 'EUR', " + units + ", "
                + limit
                + ", now(), now() + interval '1 hour', 60000, 'OFF', 1)");
        return new SaleId(name);
    }

    private static void change(String sql) throws SQLException {
        try (Connection connection = rig.connect();
                Statement statement = connection.createStatement()) {
            var _ = statement.executeUpdate(sql);
        }
    }

    private static String ask(String sql) throws SQLException {
        try (Connection connection = rig.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return Objects.requireNonNull(rows.getString(1));
        }
    }
}
