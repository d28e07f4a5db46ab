package doorbuster.infra.observability;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.infra.command.Doorbuster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// Who is woken by an alert finds its page, and what the page says to do can be done.
final class RunbooksTest {
    private static final Path FOLDER = Path.of("../docs/runbooks");
    private static final String TITLE = "# Alert: ";
    private static final Pattern COMMAND = Pattern.compile("\\./doorbuster((?: [a-z][a-z-]*)+)((?: --[a-z-]+)*)");

    @ParameterizedTest
    @MethodSource("alerts")
    void an_alert_has_a_page_of_its_own_that_says_what_it_means_and_when_it_clears(Alerts.Alert alert) {
        String page = read(FOLDER.resolve(file(alert.name())));

        assertThat(alert.runbook()).isEqualTo("docs/runbooks/" + file(alert.name()));
        assertThat(page).startsWith(TITLE + alert.name() + " (");
        assertThat(page).contains("\n**Means.** ", "\n1. ", "\n**Clears** ");
        assertThat(alert.severity()).isIn("page", "ticket");
    }

    @Test
    void a_page_about_an_alert_has_its_alert() {
        List<String> known =
                Alerts.all().stream().map(alert -> file(alert.name())).toList();
        assertThat(pages().filter(page -> read(page).startsWith(TITLE)))
                .extracting(page -> page.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_command_of_a_page_exists(Path page) {
        COMMAND.matcher(read(page)).results().forEach(found -> {
            CommandLine command = Doorbuster.commandLine();
            for (String word : found.group(1).strip().split(" ", -1)) {
                Map<String, CommandLine> below = command.getSubcommands();
                if (below.isEmpty()) {
                    break;
                }
                assertThat(below).as(found.group()).containsKey(word);
                command = below.getOrDefault(word, command);
            }
            for (String option : found.group(2).strip().split(" ", -1)) {
                assertThat(option.isEmpty() || command.getCommandSpec().findOption(option) != null)
                        .as(found.group())
                        .isTrue();
            }
        });
    }

    static List<Alerts.Alert> alerts() {
        return Alerts.all();
    }

    static Stream<Path> pages() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".md")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `SettleLag` is `settle-lag.md`.
    private static String file(String alert) {
        return alert.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT) + ".md";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
