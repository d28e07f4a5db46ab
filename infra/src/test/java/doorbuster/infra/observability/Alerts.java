package doorbuster.infra.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/// The rule files as they are in the repository.
final class Alerts {
    static final Path PROMETHEUS = Path.of("observability/prometheus");

    private Alerts() {}

    /// One alert.
    record Alert(String name, String expression, String severity, String summary, String runbook) {}

    /// All alerts of all files.
    static List<Alert> all() {
        List<Alert> found = new ArrayList<>();
        for (Path file : yaml(PROMETHEUS.resolve("rules"))) {
            for (Map<?, ?> group : maps(read(file).get("groups"))) {
                for (Map<?, ?> rule : maps(group.get("rules"))) {
                    if (rule.containsKey("alert")) {
                        found.add(alert(rule));
                    }
                }
            }
        }
        return found;
    }

    /// The YAML files of a folder.
    static List<Path> yaml(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> read(Path file) {
        try {
            return new Yaml().load(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A list of maps, as YAML has it.
    static List<Map<?, ?>> maps(@Nullable Object list) {
        List<Map<?, ?>> maps = new ArrayList<>();
        ((List<?>) Objects.requireNonNull(list)).forEach(one -> maps.add((Map<?, ?>) one));
        return maps;
    }

    private static Alert alert(Map<?, ?> rule) {
        Map<?, ?> annotations = (Map<?, ?>) Objects.requireNonNull(rule.get("annotations"));
        return new Alert(
                String.valueOf(rule.get("alert")),
                String.valueOf(rule.get("expr")),
                String.valueOf(((Map<?, ?>) Objects.requireNonNull(rule.get("labels"))).get("severity")),
                String.valueOf(annotations.get("summary")),
                String.valueOf(annotations.get("runbook")));
    }
}
