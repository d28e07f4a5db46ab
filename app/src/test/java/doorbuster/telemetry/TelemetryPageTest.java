package doorbuster.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// `docs/telemetry.md` is made of what the code measures, and never of anything else.
class TelemetryPageTest {
    private static final Path PAGE = Path.of("..", "docs", "telemetry.md");
    private static final String BEGIN = "<!-- app: made by TelemetryPageTest -->\n";
    private static final String END = "<!-- app: end -->\n";

    @Test
    void the_page_says_what_is_measured() throws IOException {
        String page = Files.readString(PAGE);
        String made =
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + part() + page.substring(page.indexOf(END));
        if (System.getenv("WRITE_PAGES") != null) {
            Files.writeString(PAGE, made);
        }
        assertThat(Files.readString(PAGE))
                .as("stale: WRITE_PAGES=1 mvn -pl app -am test -Dtest=TelemetryPageTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .isEqualTo(made);
    }

    private static String part() {
        StringBuilder text = new StringBuilder(
                "| scraped as | kind | unit | labels beside `region` | what it says |\n|---|---|---|---|---|\n");
        for (Metric metric : Metric.values()) {
            text.append("| `%s` | %s | %s | %s | %s |\n"
                    .formatted(
                            metric.scraped(),
                            metric.kind().name().toLowerCase(Locale.ROOT),
                            metric.unit(),
                            String.join(" ", metric.labels()).replace('.', '_'),
                            metric.description()));
        }
        text.append("\n| span | kind | attributes | what it stands for |\n|---|---|---|---|\n");
        for (SpanName span : SpanName.values()) {
            text.append("| `%s` | %s | %s | %s |\n"
                    .formatted(span.title(), span.kind(), String.join(" ", span.attributes()), span.description()));
        }
        return text.toString();
    }
}
