package doorbuster;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.rig.Buyer;
import doorbuster.rig.Rig;
import doorbuster.rig.Scraper;
import doorbuster.sale.SaleId;
import doorbuster.telemetry.Metric;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a real scraper sees of a real unit.
class MetricsIT {
    private static Rig rig;
    private static SaleId sale;

    @BeforeAll
    static void one_is_sold_and_one_is_refused() {
        rig = Rig.start();
        int port = rig.node("book: {audit-ms: 200}").publicPort();
        sale = rig.sale("measured", 1, 1);
        Buyer ann = Buyer.signedIn(port, "ann");
        assertThat(ann.buy(port, sale.value(), "k", 1).status()).isEqualTo(202);
        Buyer bob = Buyer.signedIn(port, "bob");
        assertThat(bob.buy(port, sale.value(), "k", 1).status()).isEqualTo(409);
        assertThat(Buyer.stranger().buy(port, sale.value(), "k", 1).status()).isEqualTo(401);
        rig.balanced(sale);
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @Test
    void every_metric_is_scraped_under_its_name_and_every_series_says_its_region() {
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            Scraper seen = scrape();
            assertThat(seen.names())
                    .containsAll(
                            Arrays.stream(Metric.values()).map(Metric::scraped).toList())
                    .contains("jvm_memory_used_bytes", "jvm_thread_count", "jvm_class_count");
        });
        assertThat(scrape().series()).allMatch(line -> line.contains("region=\"test\""));
    }

    @Test
    void no_series_has_a_label_that_its_metric_does_not_name() {
        Scraper seen = scrape();
        for (Metric metric : Metric.values()) {
            List<String> allowed = metric.labels().stream()
                    .map(label -> label.replace('.', '_'))
                    .toList();
            assertThat(seen.labels(metric.scraped()))
                    .as(metric.scraped())
                    .isSubsetOf(Scraper.with(allowed, "region", "le"));
        }
    }

    @Test
    void outcomes_book_and_lanes_say_what_happened() {
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            Scraper seen = scrape();
            assertThat(seen.value("doorbuster_attempts_total", "outcome=\"accepted\""))
                    .isEqualTo(1);
            assertThat(seen.value("doorbuster_attempts_total", "outcome=\"sold-out\""))
                    .isEqualTo(1);
            assertThat(seen.value("doorbuster_attempts_total", "outcome=\"login-required\""))
                    .isEqualTo(1);
            assertThat(seen.value("doorbuster_attempts_total", "outcome=\"paused\""))
                    .isZero();
            assertThat(seen.value("doorbuster_orders_settled_total", "state=\"confirmed\""))
                    .isEqualTo(1);
            assertThat(seen.value("doorbuster_book_units", "sale=\"measured\",state=\"confirmed\""))
                    .isEqualTo(1);
            assertThat(seen.value("doorbuster_book_imbalance", "sale=\"measured\""))
                    .isZero();
            assertThat(seen.value("doorbuster_lane_available", "lane=\"0\",region=\"test\",sale=\"measured\""))
                    .isZero();
            assertThat(seen.value("doorbuster_sale_open", "sale=\"measured\"")).isEqualTo(1);
            assertThat(seen.value("doorbuster_stage_duration_seconds_count", "stage=\"commit\""))
                    .isEqualTo(1);
            assertThat(seen.value("doorbuster_recoveries_total", "result=\"opened\""))
                    .isEqualTo(1);
            assertThat(seen.value("doorbuster_ready", "")).isEqualTo(1);
        });
    }

    @Test
    void whoever_asks_for_open_metrics_gets_them() {
        Scraper open = Scraper.of(rig.nodes().getFirst().adminPort(), "application/openmetrics-text;version=1.0.0");
        assertThat(open.contentType()).startsWith("application/openmetrics-text");
        assertThat(open.text()).endsWith("# EOF\n");
    }

    @Test
    void no_buyer_and_no_order_is_in_any_series() {
        assertThat(scrape().text()).doesNotContain("ann").doesNotContain("bob");
    }

    private static Scraper scrape() {
        return Scraper.of(rig.nodes().getFirst().adminPort(), "text/plain");
    }
}
