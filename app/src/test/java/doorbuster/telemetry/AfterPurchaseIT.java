package doorbuster.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.Unit;
import doorbuster.rig.Buyer;
import doorbuster.rig.OtlpReceiver;
import doorbuster.rig.OtlpReceiver.Received;
import doorbuster.rig.PaymentProvider;
import doorbuster.rig.Rig;
import doorbuster.rig.Scraper;
import doorbuster.sale.SaleId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A unit in which everything happens that has a span of its own: what a collector and a scraper see of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AfterPurchaseIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String SALE = "eventful";
    private static final long PRICE = 1_999;
    private final PaymentProvider provider = new PaymentProvider("A".repeat(43) + "=");
    private OtlpReceiver collector;
    private Collector settings;
    private Rig rig;
    private Unit node;

    @BeforeAll
    void start() throws Exception {
        collector = new OtlpReceiver(200);
        settings = Collector.at(collector.endpoint(), "always_on");
        rig = Rig.start();
        node = rig.node("book: {lane-stock: 5}");
    }

    @AfterAll
    void stop() {
        rig.close();
        settings.close();
        collector.close();
    }

    @Test
    void every_kind_of_span_is_sent_and_money_that_came_too_late_is_counted_where_its_alert_looks() throws Exception {
        SaleId sale = rig.sale(SALE, 15, 8);
        String paid = confirmed("ann", 8); // more than a lane has
        assertThat(provider.tell(node.publicPort(), PaymentProvider.event("e1", paid, 8 * PRICE)))
                .contains("\"counted\"");
        String cancelled = confirmed("bob", 1);
        assertThat(buyer("bob").cancel(node.publicPort(), cancelled).status()).isEqualTo(200);
        assertThat(provider.tell(node.publicPort(), PaymentProvider.event("e2", cancelled, PRICE)))
                .contains("\"refund-due\"");
        String expired = confirmed("cid", 1);
        sql("UPDATE orders SET pay_by = now() - interval '1 second' WHERE id = ?", expired);
        ends("cid", expired, "EXPIRED");
        refusedAfterAcceptance();
        rig.balanced(sale);

        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            assertThat(kinds()).containsExactlyInAnyOrder(SpanName.values());
            for (SpanName kind : SpanName.values()) {
                assertThat(attributes(kind)).as(kind.title()).containsAll(always(kind));
            }
        });
        assertThat(collector.spans()).allSatisfy(SpanContract::isKept);
        Scraper seen = Scraper.of(node.adminPort(), "text/plain");
        assertThat(seen.value("doorbuster_payments_total", "result=\"refund_due\""))
                .isEqualTo(2);
        assertThat(seen.value("doorbuster_payments_total", "result=\"counted\""))
                .isEqualTo(1);
        assertThat(seen.value("doorbuster_transfers_total", "")).isPositive();
        assertThat(seen.value("doorbuster_transfer_units_total", "")).isGreaterThanOrEqualTo(3);
        assertThat(seen.value("doorbuster_orders_settled_total", "state=\"refused\""))
                .isEqualTo(1);
    }

    /// Postgres allows less than the lanes do, and the buyer paid before anybody knew.
    private void refusedAfterAcceptance() throws SQLException {
        sql("UPDATE sale SET per_buyer_limit = 1 WHERE id = ?", SALE);
        String refused = accepted("dan", 2);
        assertThat(provider.tell(node.publicPort(), PaymentProvider.event("e3", refused, 2 * PRICE)))
                .containsAnyOf("\"stored\"", "\"refund-due\"");
        ends("dan", refused, "REFUSED");
        Awaitility.await()
                .atMost(SOON)
                .until(() -> Scraper.of(node.adminPort(), "text/plain")
                                .value("doorbuster_payments_total", "result=\"refund_due\"")
                        == 2);
        sql("UPDATE sale SET per_buyer_limit = 8 WHERE id = ?", SALE);
    }

    private String confirmed(String name, int units) {
        String order = accepted(name, units);
        ends(name, order, "CONFIRMED");
        return order;
    }

    private String accepted(String name, int units) {
        Buyer.Answer answer = buyer(name).buy(node.publicPort(), SALE, "k", units);
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        return answer.member("orderId");
    }

    private void ends(String name, String order, String state) {
        Buyer buyer = buyer(name);
        Awaitility.await()
                .atMost(SOON)
                .until(() -> buyer.order(node.publicPort(), order).member("state"), state::equals);
    }

    private Buyer buyer(String name) {
        return Buyer.signedIn(node.publicPort(), name);
    }

    private Set<SpanName> kinds() {
        return collector.spans().stream()
                .flatMap(span -> SpanContract.nameOf(span).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The attributes that any span of a kind had.
    private Set<String> attributes(SpanName kind) {
        return collector.spans().stream()
                .filter(span -> SpanContract.nameOf(span).stream().anyMatch(kind::equals))
                .map(Received::attributes)
                .flatMap(attributes -> attributes.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// What a kind has even where no request fails.
    private static List<String> always(SpanName kind) {
        return kind.attributes().stream()
                .filter(attribute -> !attribute.equals("error.type"))
                .toList();
    }

    private void sql(String command, String id) throws SQLException {
        try (Connection connection = rig.connect();
                PreparedStatement statement = connection.prepareStatement(command)) {
            statement.setString(1, id);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }
}
