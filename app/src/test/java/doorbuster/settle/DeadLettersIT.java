package doorbuster.settle;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.Unit;
import doorbuster.book.Books;
import doorbuster.rig.Buyer;
import doorbuster.rig.Operator;
import doorbuster.rig.Rig;
import doorbuster.sale.Lane;
import doorbuster.sale.SaleId;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What an operator may do with orders that cannot be settled, over HTTP, as the command does it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLettersIT {
    private static final Pattern LETTER = Pattern.compile("\\{\"id\":\"([^\"]*)\",\"saleId\":\"([^\"]*)\"[^}]*}");
    private Rig rig;
    private Unit node;
    private Operator operator;

    @BeforeAll
    void start() {
        rig = Rig.start();
        node = rig.node();
        operator = Operator.of(rig, node.adminPort());
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    @AfterEach
    void luck_comes_back() throws SQLException {
        sql("ALTER TABLE unit.orders DROP CONSTRAINT IF EXISTS bad_luck");
    }

    @Test
    void a_letter_is_settled_when_it_is_retried_and_only_once() throws SQLException {
        SaleId sale = unlucky("retried");
        String order = accepted("retried");
        String letter = letterOf("retried", order);
        assertThat(((Books.Reading.Read) node.books().read(sale)).sum().accepted())
                .as("its units stay visibly held")
                .isEqualTo(2);

        assertThat(operator.send("GET", "/v1/sales/retried/book/units").body())
                .contains("{\"place\":\"dead-letter\",\"lane\":0,\"units\":2,\"orders\":1,\"counts\":true}")
                .contains("\"sum\":10,\"balanced\":true");

        // while nothing can be settled: it fails again, and comes back as another letter
        assertThat(decide(letter, "retry")).isEqualTo(200);
        assertThat(decide(letter, "retry")).as("twice").isEqualTo(404);
        assertThat(decide(letter, "refuse")).as("while it is being settled").isEqualTo(404);
        String again = letterOf("retried", order);
        assertThat(again).isNotEqualTo(letter);

        luck_comes_back();
        assertThat(decide(again, "retry")).isEqualTo(200);
        assertThat(decide(again, "retry")).isEqualTo(404);
        ends(order, "CONFIRMED");
        assertThat(rig.balanced(sale).confirmed()).isEqualTo(2);
    }

    @Test
    void a_refused_letter_gives_its_units_back_once() throws SQLException {
        SaleId sale = unlucky("refused");
        String order = accepted("refused");
        String letter = letterOf("refused", order);
        luck_comes_back();

        assertThat(decide(letter, "refuse")).isEqualTo(200);
        assertThat(decide(letter, "refuse")).isEqualTo(404);
        assertThat(decide(letter, "retry")).isEqualTo(404);
        ends(order, "REFUSED");
        assertThat(rig.balanced(sale).available()).isEqualTo(10);
        assertThat(operator.send("GET", "/v1/audit").body()).contains("dead-letter refuse", letter);
    }

    @Test
    void an_entry_of_which_only_the_order_can_be_read_is_listed_with_it_and_gives_its_units_back() throws IOException {
        SaleId sale = rig.sale("spoilt", 10, 4);
        Lane lane = new Lane(sale, 0);
        // another reader holds the lane, so that the entry can be spoilt before it is settled
        var _ = redis(lane, "SET", lane.key("lease"), "somebody", "PX", "60000");
        String order = accepted("spoilt");
        String id = redis(lane, "XRANGE", lane.key("q"), "-", "+")
                .lines()
                .findFirst()
                .orElseThrow();
        assertThat(redis(lane, "XDEL", lane.key("q"), id)).isEqualTo("1");
        var _ = redis(lane, "XADD", lane.key("q"), "*", "v", "1", "e", "one", "p", "much", "o", order + "\tbroken");
        var _ = redis(lane, "DEL", lane.key("lease"));

        String letter = letterOf("spoilt", order);
        assertThat(decide(letter, "refuse")).isEqualTo(200);
        ends(order, "REFUSED");
        assertThat(rig.balanced(sale).available()).isEqualTo(10);
    }

    @Test
    void garbage_is_listed_and_can_be_thrown_away() throws IOException {
        SaleId sale = rig.sale("garbage", 10, 4);
        Lane lane = new Lane(sale, 0);
        var _ = redis(lane, "XADD", lane.key("q"), "*", "garbage", "\u0001\u0002");

        String letter = letterOf("garbage", "");
        assertThat(decide(letter, "refuse")).isEqualTo(200);
        assertThat(letters("garbage")).isEmpty();
        assertThat(rig.balanced(sale).available()).isEqualTo(10);
    }

    @Test
    void a_name_that_is_none_is_no_letter() {
        for (String name : new String[] {"nonsense", "retried:99:1-0", "no-such-sale:0:1-0", "retried:0:1"}) {
            assertThat(decide(name, "retry")).as(name).isEqualTo(404);
            assertThat(decide(name, "refuse")).as(name).isEqualTo(404);
        }
    }

    /// A sale whose orders Postgres does not take.
    private SaleId unlucky(String name) throws SQLException {
        SaleId sale = rig.sale(name, 10, 4);
        sql("ALTER TABLE unit.orders ADD CONSTRAINT bad_luck CHECK (sale_id <> '" + name + "') NOT VALID");
        return sale;
    }

    private String accepted(String sale) {
        Buyer.Answer answer = buyer().buy(node.publicPort(), sale, "k", 2);
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        return answer.member("orderId");
    }

    private void ends(String order, String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() ->
                        buyer().order(node.publicPort(), order).member("state").equals(state));
    }

    private Buyer buyer() {
        return Buyer.signedIn(node.publicPort(), "ann");
    }

    /// The name of a sale's letter, once there is one.
    private String letterOf(String sale, String order) {
        String view =
                Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> letters(sale), one -> !one.isEmpty());
        assertThat(view).contains("\"orderId\":\"" + order + "\"", "\"quantity\":" + (order.isEmpty() ? 0 : 2));
        Matcher found = LETTER.matcher(view);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private String letters(String sale) {
        Matcher found = LETTER.matcher(operator.send("GET", "/v1/dead-letters").body());
        while (found.find()) {
            if (found.group(2).equals(sale)) {
                return found.group();
            }
        }
        return "";
    }

    private int decide(String letter, String word) {
        return operator.send("POST", "/v1/dead-letters/" + letter + "/" + word).statusCode();
    }

    private String redis(Lane lane, String... words) throws IOException {
        return rig.redis.primaryOf(lane.key("st")).ask(words);
    }

    private void sql(String command) throws SQLException {
        try (Connection connection = rig.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
