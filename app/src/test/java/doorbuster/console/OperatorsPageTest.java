package doorbuster.console;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.door.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/operators.md` has a row for every route of the operators' socket, and for nothing else.
final class OperatorsPageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]+) \\| `([^`]+)` \\| (.+) \\|$");

    @Test
    void the_page_names_every_route_and_no_other() throws Exception {
        try (ConsoleServer server = new ConsoleServer()) {
            assertThat(ROW.matcher(page()).results().map(row -> row.group(1) + " " + row.group(2)))
                    .containsExactlyInAnyOrderElementsOf(server.console.routes().stream()
                            .map(route -> route.method().text() + " " + route.path())
                            .toList());
        }
    }

    @Test
    void a_row_says_when_no_token_is_asked_for() throws Exception {
        try (ConsoleServer server = new ConsoleServer()) {
            assertThat(ROW.matcher(page())
                            .results()
                            .filter(row -> row.group(3).endsWith("no token"))
                            .map(row -> row.group(2)))
                    .containsExactlyInAnyOrderElementsOf(server.console.routes().stream()
                            .filter(route -> route.access() == Route.Access.PUBLIC)
                            .map(Route::path)
                            .toList());
        }
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "operators.md"));
    }
}
