package doorbuster.infra.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The dashboards are whole: Grafana shows even half of one without a word.
final class DashboardsTest {
    private static final Path FOLDER = Path.of("observability/grafana/dashboards");
    /// The panels used, all of them Grafana's own. Units are those of its list of units.
    private static final Set<String> KINDS = Set.of("timeseries", "stat", "bargauge", "heatmap", "table");

    private static final Set<String> UNITS = Set.of("none", "s", "ops", "reqps", "bytes", "percentunit");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-z_]+)");
    private static final int WIDTH = 24;

    @Test
    void there_are_the_four() {
        assertThat(dashboards())
                .extracting(board -> board.path("uid").asText())
                .containsExactlyInAnyOrder(
                        "doorbuster-unit", "doorbuster-units", "doorbuster-sale-night", "doorbuster-catalog");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void a_dashboard_says_what_it_is_for_and_asks_whatever_prometheus_it_is_given(JsonNode board) {
        assertThat(board.path("schemaVersion").asInt()).isEqualTo(39);
        assertThat(board.path("id").isNull()).isTrue();
        assertThat(board.path("title").asText()).startsWith("Doorbuster / ");
        assertThat(board.path("description").asText()).isNotBlank();
        assertThat(board.path("tags").toString()).isEqualTo("[\"doorbuster\"]");
        assertThat(board.at("/templating/list/0/type").asText()).isEqualTo("datasource");
        assertThat(board.findValues("datasource"))
                .extracting(source -> source.path("uid").asText())
                .containsOnly("${datasource}", "-- Grafana --");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void a_dashboard_asks_by_the_variables_that_it_has_and_has_none_that_nothing_asks_by(JsonNode board) {
        Set<String> defined = new TreeSet<>(board.at("/templating/list").findValuesAsText("name"));
        Set<String> used = new TreeSet<>();
        VARIABLE.matcher(board.toString()).results().forEach(found -> used.add(found.group(1)));
        used.removeIf(name -> name.startsWith("__"));
        assertThat(used).isEqualTo(defined);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void every_panel_has_a_title_a_description_a_unit_and_queries(JsonNode board) {
        assertThat(panels(board)).isNotEmpty().allSatisfy(panel -> {
            String title = panel.path("title").asText();
            assertThat(title).isNotBlank();
            assertThat(KINDS).as(title).contains(panel.path("type").asText());
            assertThat(panel.path("description").asText()).as(title).hasSizeGreaterThan(10);
            assertThat(UNITS)
                    .as(title)
                    .contains(panel.at("/fieldConfig/defaults/unit").asText());
            assertThat(panel.path("targets")).as(title).isNotEmpty();
            assertThat(panel.path("targets").findValuesAsText("expr")).as(title).noneMatch(String::isBlank);
            assertThat(new HashSet<>(panel.path("targets").findValuesAsText("refId")))
                    .as(title)
                    .hasSize(panel.path("targets").size());
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panels_have_numbers_of_their_own_and_do_not_overlap(JsonNode board) {
        List<JsonNode> all = new ArrayList<>();
        board.path("panels").forEach(all::add);
        Set<String> cells = new HashSet<>();
        for (JsonNode panel : all) {
            JsonNode at = panel.path("gridPos");
            assertThat(at.path("x").asInt() + at.path("w").asInt()).isLessThanOrEqualTo(WIDTH);
            for (int x = at.path("x").asInt();
                    x < at.path("x").asInt() + at.path("w").asInt();
                    x++) {
                for (int y = at.path("y").asInt();
                        y < at.path("y").asInt() + at.path("h").asInt();
                        y++) {
                    assertThat(cells.add(x + "/" + y))
                            .as("%s at %d/%d", panel.path("title"), x, y)
                            .isTrue();
                }
            }
        }
        assertThat(all).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void every_runbook_that_a_panel_names_exists(JsonNode board) {
        for (JsonNode panel : panels(board)) {
            String words = panel.path("description").asText();
            int at = words.indexOf("runbook ");
            if (at >= 0) {
                String page = words.substring(at + "runbook ".length()).split("[^a-z-]", 2)[0];
                assertThat(Path.of("../docs/runbooks", page + ".md")).exists();
            }
        }
    }

    static List<JsonNode> dashboards() {
        JsonMapper json = JsonMapper.builder().build();
        List<JsonNode> boards = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                boards.add(json.readTree(file.toFile()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return boards;
    }

    private static List<JsonNode> panels(JsonNode board) {
        List<JsonNode> panels = new ArrayList<>();
        board.path("panels").forEach(panel -> {
            if (!panel.path("type").asText().equals("row")) {
                panels.add(panel);
            }
        });
        return panels;
    }
}
