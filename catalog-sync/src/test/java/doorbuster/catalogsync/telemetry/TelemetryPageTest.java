package doorbuster.catalogsync.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// `docs/telemetry.md` is made of what the code measures, and never of anything else.
class TelemetryPageTest {
    private static final Path PAGE = Path.of("..", "docs", "telemetry.md");
    private static final String BEGIN = "<!-- catalog-sync: made by TelemetryPageTest -->\n";
    private static final String END = "<!-- catalog-sync: end -->\n";

    @Test
    void the_page_says_what_is_measured() throws IOException {
        String page = Files.readString(PAGE);
        String made =
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + part() + page.substring(page.indexOf(END));
        if (System.getenv("WRITE_PAGES") != null) {
            Files.writeString(PAGE, made);
        }
        assertThat(Files.readString(PAGE))
                .as("stale: WRITE_PAGES=1 mvn -pl catalog-sync -am test -Dtest=TelemetryPageTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .isEqualTo(made);
    }

    private static String part() {
        StringBuilder text =
                new StringBuilder("| scraped as | role | kind | unit | what it says |\n|---|---|---|---|---|\n");
        for (Metric metric : Metric.values()) {
            text.append("| `%s` | %s | %s | %s | %s |\n"
                    .formatted(
                            metric.scraped(),
                            metric.role().name().toLowerCase(Locale.ROOT),
                            metric.grows() ? "counter" : "gauge",
                            metric.unit(),
                            metric.description()));
        }
        text.append("\n| span | kind | what it stands for |\n|---|---|---|\n");
        for (SpanName span : SpanName.values()) {
            text.append("| `%s` | %s | %s |\n".formatted(span.title(), span.kindName(), span.description()));
        }
        return text.toString();
    }
}
