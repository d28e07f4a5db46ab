package doorbuster.infra.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The collector's parts fit together. It cannot be run here.
final class CollectorTest {
    private static final Set<String> OUT = Set.of(
            "endpoint",
            "tls.insecure",
            "sending_queue.enabled",
            "sending_queue.num_consumers",
            "sending_queue.queue_size",
            "retry_on_failure.enabled",
            "retry_on_failure.max_elapsed_time");

    /// The keys that the parts of the contrib distribution know, as their documentation lists them.
    private static final Map<String, Set<String>> KEYS = Map.of(
            "receivers/otlp", Set.of("protocols.grpc.endpoint", "protocols.http.endpoint"),
            "processors/memory_limiter", Set.of("check_interval", "limit_mib", "spike_limit_mib"),
            "processors/tail_sampling",
                    Set.of("decision_wait", "num_traces", "expected_new_traces_per_sec", "policies"),
            "processors/batch", Set.of("timeout", "send_batch_size", "send_batch_max_size"),
            "exporters/otlp", OUT,
            "exporters/otlphttp", OUT,
            "extensions/health_check", Set.of("endpoint", "path"));

    private static final Map<String, Set<String>> POLICIES = Map.of(
            "status_code", Set.of("status_codes"),
            "string_attribute", Set.of("key", "values"),
            "latency", Set.of("threshold_ms"),
            "probabilistic", Set.of("sampling_percentage"));

    private final Map<String, Object> config = Alerts.read(Path.of("observability/collector/collector.yaml"));

    @Test
    void pipelines_are_made_of_parts_that_exist_and_begin_with_the_memory_limit() {
        assertThat(map("service", "pipelines").values()).isNotEmpty().allSatisfy(pipeline -> {
            Map<?, ?> parts = (Map<?, ?>) pipeline;
            for (String kind : List.of("receivers", "processors", "exporters")) {
                assertThat(map(kind).keySet().containsAll(list(parts, kind)))
                        .as("%s of %s", kind, pipeline)
                        .isTrue();
            }
            assertThat(list(parts, "processors").getFirst()).isEqualTo("memory_limiter");
            assertThat(list(parts, "processors").getLast()).isEqualTo("batch");
        });
    }

    @Test
    void every_part_that_is_written_is_used() {
        for (String kind : List.of("receivers", "processors", "exporters")) {
            Set<Object> used = new HashSet<>();
            map("service", "pipelines").values().forEach(pipeline -> used.addAll(list((Map<?, ?>) pipeline, kind)));
            assertThat(used).as(kind).isEqualTo(map(kind).keySet());
        }
        assertThat(new HashSet<Object>(list(map("service"), "extensions")))
                .isEqualTo(map("extensions").keySet());
    }

    @Test
    void no_part_has_a_key_that_the_collector_would_refuse() {
        for (String kind : List.of("receivers", "processors", "exporters", "extensions")) {
            map(kind).forEach((part, keys) -> {
                Set<String> known = KEYS.getOrDefault(kind + "/" + part, Set.of());
                assertThat(paths("", (Map<?, ?>) keys)).as("%s/%s", kind, part).isSubsetOf(known);
            });
        }
    }

    @Test
    void a_policy_has_the_settings_of_its_type_and_a_name_of_its_own() {
        List<Map<?, ?>> policies =
                Alerts.maps(map("processors", "tail_sampling").get("policies"));
        assertThat(policies).isNotEmpty().allSatisfy(policy -> {
            String type = String.valueOf(policy.get("type"));
            assertThat(POLICIES).containsKey(type);
            assertThat(policy.keySet().stream().map(String::valueOf)).containsExactlyInAnyOrder("name", "type", type);
            assertThat(((Map<?, ?>) Objects.requireNonNull(policy.get(type)))
                            .keySet().stream().map(String::valueOf))
                    .containsExactlyInAnyOrderElementsOf(POLICIES.getOrDefault(type, Set.of()));
        });
        assertThat(policies).extracting(policy -> policy.get("name")).doesNotHaveDuplicates();
    }

    @Test
    void an_order_refused_after_it_was_accepted_is_kept_by_the_words_that_the_page_reports() {
        assertThat(String.valueOf(map("processors", "tail_sampling").get("policies")))
                .contains("key=doorbuster.outcome, values=[REFUSED, EXPIRED]");
    }

    @Test
    void no_backend_is_written_down() {
        assertThat(map("exporters").values())
                .extracting(exporter -> String.valueOf(((Map<?, ?>) exporter).get("endpoint")))
                .containsExactly("${env:TRACES_ENDPOINT}", "${env:METRICS_ENDPOINT}");
    }

    private Map<?, ?> map(String... path) {
        Map<?, ?> at = config;
        for (String step : path) {
            at = (Map<?, ?>) Objects.requireNonNull(at.get(step));
        }
        return at;
    }

    /// Every key with those above it, dotted.
    private static Set<String> paths(String above, Map<?, ?> keys) {
        Set<String> paths = new TreeSet<>();
        keys.forEach((key, value) -> {
            if (value instanceof Map<?, ?> below) {
                paths.addAll(paths(above + key + ".", below));
            } else {
                paths.add(above + key);
            }
        });
        return paths;
    }

    private static List<?> list(Map<?, ?> parts, String kind) {
        return (List<?>) Objects.requireNonNull(parts.get(kind));
    }
}
