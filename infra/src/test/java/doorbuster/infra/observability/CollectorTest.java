package doorbuster.infra.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The collector's parts fit together. It cannot be run here.
final class CollectorTest {
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

    private static List<?> list(Map<?, ?> parts, String kind) {
        return (List<?>) Objects.requireNonNull(parts.get(kind));
    }
}
