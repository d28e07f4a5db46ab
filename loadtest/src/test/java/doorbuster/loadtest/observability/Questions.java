package doorbuster.loadtest.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What dashboards, rules and runbooks ask Prometheus, read from their files.
final class Questions {
    /// A metric of ours or of the conventions, with the labels that are asked for, if any.
    private static final Pattern SERIES = Pattern.compile(
            "\\b((?:region[a-z_]*:)?(?:doorbuster|http_server|db_client|jvm)_[a-z0-9_]+(?::[a-z0-9_]+)?)(\\{[^}]*})?");

    /// Names of Postgres roles look like metrics.
    private static final Set<String> ROLES = Set.of("doorbuster_app", "doorbuster_catalog");

    private static final Pattern EXPRESSION = Pattern.compile("(?ms)^ +expr: (?:>-\\n)?(.*?)\\n +(?:for|labels|- )");
    private static final Pattern VALUES_OF = Pattern.compile("label_values\\((.*), [a-z_]+\\)");

    private Questions() {}

    /// A query, and where it stands.
    record Question(String where, String query) {}

    /// Every query of every panel and of every variable, as for one region or all.
    static List<Question> ofDashboards() {
        List<Question> all = new ArrayList<>();
        for (Path file : files(Prometheus.OBSERVABILITY.resolve("grafana/dashboards"), ".json")) {
            JsonNode board = json(file);
            for (JsonNode variable : board.at("/templating/list")) {
                VALUES_OF
                        .matcher(variable.path("definition").asText())
                        .results()
                        .forEach(found -> all.add(new Question(
                                file.getFileName() + ", variable "
                                        + variable.path("name").asText(),
                                filled(found.group(1)))));
            }
            for (JsonNode panel : board.path("panels")) {
                for (String query : panel.path("targets").findValuesAsText("expr")) {
                    all.add(new Question(
                            file.getFileName() + ", " + panel.path("title").asText(), filled(query)));
                }
            }
        }
        return all;
    }

    /// Every series that a rule looks at, with its labels. The rules themselves have no answer in health.
    static List<Question> ofRules() {
        List<Question> all = new ArrayList<>();
        for (Path file : files(Prometheus.OBSERVABILITY.resolve("prometheus/rules"), ".yaml")) {
            EXPRESSION
                    .matcher(text(file))
                    .results()
                    .flatMap(found -> series(found.group(1)).stream())
                    .forEach(series -> all.add(new Question(file.getFileName().toString(), series)));
        }
        return all;
    }

    /// Every series that a runbook names; a histogram goes by its name alone there.
    static List<Question> ofRunbooks() {
        List<Question> all = new ArrayList<>();
        for (Path file : files(Path.of("../docs/runbooks"), ".md")) {
            for (String series : series(text(file))) {
                int end = series.indexOf('{');
                String count =
                        end < 0 ? series + "_count" : series.substring(0, end) + "_count" + series.substring(end);
                all.add(new Question(file.getFileName().toString(), series + " or " + count));
            }
        }
        return all;
    }

    private static Set<String> series(String text) {
        Set<String> found = new TreeSet<>();
        SERIES.matcher(text).results().forEach((MatchResult match) -> {
            String labels = match.group(2) == null ? "" : match.group(2);
            if (!ROLES.contains(match.group(1))) {
                found.add(match.group(1) + labels);
            }
        });
        return found;
    }

    private static String filled(String query) {
        return query.replace("=\"$region\"", "=\"eu-west\"")
                .replace("$region", ".*")
                .replace("$sale", ".*")
                .replace("$__rate_interval", "1m");
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(Path file) {
        try {
            return JsonMapper.builder().build().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
