package doorbuster.loadtest.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.infra.fleet.FleetState;
import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.local.Signals;
import doorbuster.loadtest.catalog.WholeFleet;
import doorbuster.loadtest.observability.Questions.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// A real Prometheus scrapes a whole fleet: whatever a dashboard, a rule or a runbook asks is answered,
/// nothing fires in health, and a real fault does what its alert says.
@Tag("observability")
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ObservabilityIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private WholeFleet fleet;
    private Prometheus prometheus;
    private Shoppers shoppers;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, InterruptedException {
        fleet = WholeFleet.up(folder);
        String address = fleet.region("eu-west").innerAddress();
        prometheus = Prometheus.scraping(
                address.substring(0, address.lastIndexOf('.') + 1),
                Files.createDirectories(folder.resolve("prometheus")));
        // a Prometheus that is starting refuses the query
        await().atMost(SOON)
                .ignoreException(IllegalArgumentException.class)
                .until(() -> prometheus.values("up == 1").size() == 5);
        shoppers = new Shoppers(fleet.regions(), fleet.identity(), "first-drop");
        // a sale that opens while Prometheus looks: its opening is a recovery
        var _ = fleet.run(
                "sale", "create", "late", "--sku", "sneakers-aurora", "--stock", "10", "--price", "1", "--all-regions");
    }

    @AfterAll
    void stop() {
        shoppers.close();
        prometheus.close();
        fleet.close();
    }

    @Test
    @Order(1)
    void every_question_of_every_dashboard_has_an_answer() {
        allAnswered(Questions.ofDashboards());
    }

    @Test
    @Order(2)
    void every_series_that_a_rule_or_a_runbook_names_is_there() {
        allAnswered(Questions.ofRules());
        allAnswered(Questions.ofRunbooks());
        assertThat(prometheus.troubles()).isEmpty();
    }

    @Test
    @Order(3)
    void in_health_nothing_fires() {
        await().atMost(SOON).untilAsserted(() -> assertThat(prometheus.firing()).isEmpty());
    }

    @Test
    @Order(4)
    void a_unit_whose_redis_stands_still_is_told_of_and_no_other_until_it_runs_again() {
        List<Long> redis = pids("us-east", "redis");
        Signals.send("STOP", redis);
        try {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(firing())
                            .contains("StoreAway us-east redis")
                            .contains("NodeNotReady us-east "));
            assertThat(firing()).noneMatch(alert -> alert.contains("eu-west"));
        } finally {
            Signals.send("CONT", redis);
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(firing()).noneMatch(alert -> alert.startsWith("StoreAway")));
    }

    private void allAnswered(List<Question> questions) {
        assertThat(questions).hasSizeGreaterThan(20);
        await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            List<Question> open = new ArrayList<>(questions);
            open.removeIf(question -> !prometheus.values(question.query()).isEmpty());
            assertThat(open).isEmpty();
        });
    }

    private List<String> firing() {
        return prometheus.firing().stream()
                .map(labels -> text(labels, "alertname") + " " + text(labels, "region") + " " + text(labels, "store"))
                .toList();
    }

    private static String text(JsonNode labels, String name) {
        return labels.path(name).asText();
    }

    private List<Long> pids(String region, String role) {
        return FleetState.read(new Workspace(fleet.file("")).stateFile()).orElseThrow().units().stream()
                .filter(unit -> unit.name().equals(region))
                .flatMap(unit -> unit.processes().stream())
                .filter(one -> one.role().equals(role))
                .map(one -> one.running().pid())
                .toList();
    }
}
