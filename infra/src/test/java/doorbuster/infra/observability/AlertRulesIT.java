package doorbuster.infra.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The rules as Prometheus' own promtool sees them; each alert fires in its test, and stays silent in another.
@Tag("observability")
final class AlertRulesIT {
    @Test
    void promtool_finds_nothing_wrong_with_the_rules() throws Exception {
        assertThat(promtool("rules", "check", "rules", "--lint-fatal")).contains("SUCCESS");
    }

    @Test
    void promtool_finds_nothing_wrong_with_the_scrape_configuration() throws Exception {
        assertThat(promtool(".", "check", "config")).contains("SUCCESS");
    }

    @Test
    void every_alert_fires_and_stays_silent_as_its_tests_say() throws Exception {
        assertThat(promtool("tests", "test", "rules")).contains("SUCCESS").doesNotContain("FAILED");
    }

    /// Runs promtool with all files of a folder.
    private static String promtool(String folder, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(words));
        for (Path file : Alerts.yaml(Alerts.PROMETHEUS.resolve(folder))) {
            command.add(folder + "/" + file.getFileName());
        }
        Process process = new ProcessBuilder(command)
                .directory(Alerts.PROMETHEUS.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
