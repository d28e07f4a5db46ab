package doorbuster.infra.observability;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What can be said of the rules without running Prometheus.
final class AlertRulesTest {
    @Test
    void every_alert_has_a_test_in_which_it_fires_and_one_in_which_it_stays_silent() {
        Map<String, Set<Boolean>> tested = new HashMap<>();
        for (Path file : Alerts.yaml(Alerts.PROMETHEUS.resolve("tests"))) {
            for (Map<?, ?> test :
                    Alerts.maps(Objects.requireNonNull(Alerts.read(file).get("tests")))) {
                for (Map<?, ?> look : Alerts.maps(Objects.requireNonNull(test.get("alert_rule_test")))) {
                    boolean fires = !((List<?>) Objects.requireNonNull(look.get("exp_alerts"))).isEmpty();
                    tested.computeIfAbsent(String.valueOf(look.get("alertname")), _ -> new TreeSet<>())
                            .add(fires);
                }
            }
        }
        assertThat(tested.keySet())
                .isEqualTo(Alerts.all().stream().map(Alerts.Alert::name).collect(Collectors.toSet()));
        assertThat(tested).allSatisfy((_, fires) -> assertThat(fires).containsExactly(false, true));
    }

    @Test
    void the_scraped_fleet_is_that_of_the_region_files() {
        Regions regions = Regions.read(Path.of("../regions"));
        Set<String> processes = new TreeSet<>();
        for (Region region : regions.all()) {
            processes.add("doorbuster " + region.adminEndpoint() + " " + region.name());
            processes.add("doorbuster-catalog-sync " + region.innerAddress() + ":"
                    + region.catalogSync().port() + " " + region.name());
        }
        Region.Origin origin = regions.origin().origin().orElseThrow();
        processes.add("doorbuster-catalog-sync " + origin.address() + ":" + origin.adminPort() + " "
                + regions.origin().name());

        assertThat(scraped()).containsExactlyInAnyOrderElementsOf(processes);
    }

    private static List<String> scraped() {
        List<String> targets = new ArrayList<>();
        Map<String, Object> config = Alerts.read(Alerts.PROMETHEUS.resolve("prometheus.yaml"));
        for (Map<?, ?> job : Alerts.maps(Objects.requireNonNull(config.get("scrape_configs")))) {
            assertThat(job.get("metrics_path")).isEqualTo("/observe/metrics");
            for (Map<?, ?> some : Alerts.maps(Objects.requireNonNull(job.get("static_configs")))) {
                Map<?, ?> labels = (Map<?, ?>) Objects.requireNonNull(some.get("labels"));
                ((List<?>) Objects.requireNonNull(some.get("targets")))
                        .forEach(
                                target -> targets.add(job.get("job_name") + " " + target + " " + labels.get("region")));
            }
        }
        return targets;
    }
}
