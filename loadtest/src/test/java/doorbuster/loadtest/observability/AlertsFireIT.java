package doorbuster.loadtest.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every alert fires in a real Prometheus, as it is scraped from a process that shows the trouble it is about.
@Tag("observability")
final class AlertsFireIT {
    private static final Path RUNBOOKS = Path.of("../docs/runbooks");

    @Test
    void whoever_is_woken_by_any_runbook_s_alert_is_woken_by_that_one_alone(@TempDir Path folder) throws IOException {
        try (AlertFeed feed = AlertFeed.start();
                Prometheus prometheus = Prometheus.with(feed.scrapeConfig(Prometheus.freePort()), folder)) {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() ->
                            assertThat(prometheus.runbooksInForce()).containsExactlyInAnyOrderElementsOf(runbooks()));
            assertThat(prometheus.firing())
                    .as("each in the region whose series are those of its own test")
                    .allSatisfy(alert -> assertThat(alert.path("region").asText())
                            .isEqualTo(alert.path("alertname").asText()));
            assertThat(prometheus.troubles()).isEmpty();
        }
    }

    /// The pages that are about an alert.
    private static Set<String> runbooks() throws IOException {
        Set<Path> pages;
        try (Stream<Path> files = Files.list(RUNBOOKS)) {
            pages = files.filter(file -> file.toString().endsWith(".md")).collect(Collectors.toSet());
        }
        Set<String> found = new TreeSet<>();
        for (Path page : pages) {
            if (Files.readString(page).startsWith("# Alert: ")) {
                found.add("docs/runbooks/" + page.getFileName());
            }
        }
        return found;
    }
}
