package doorbuster.catalogsync.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/// A line of the log is one JSON object, whatever is said in it.
final class LogLinesTest {
    private static final String MARK = "0af7651916cd43dd8448eb211c80319c";
    private final LogLines lines = new LogLines("eu-west", "unit-eu-west");

    @Test
    void a_message_with_quotes_and_line_ends_stays_one_line() throws IOException {
        LogRecord entry = new LogRecord(Level.WARNING, "it said \"no\"\nand went");
        entry.setThrown(new IllegalStateException("broken"));
        JsonNode line = read(entry);
        assertThat(line.path("message").asText()).isEqualTo("it said \"no\"\nand went");
        assertThat(line.path("level").asText()).isEqualTo("WARNING");
        assertThat(line.path("region").asText()).isEqualTo("eu-west");
        assertThat(line.path("node").asText()).isEqualTo("unit-eu-west");
        assertThat(line.path("error").asText()).contains("IllegalStateException: broken", "\tat ");
        assertThat(line.has("trace_id")).isFalse();
    }

    @Test
    void inside_a_span_the_line_names_the_trace() throws IOException {
        try (Scope _ = Span.wrap(new Edition(1, MARK).made()).makeCurrent()) {
            JsonNode line = read(new LogRecord(Level.INFO, "inside"));
            assertThat(line.path("trace_id").asText()).isEqualTo(MARK);
            assertThat(line.path("span_id").asText()).isEqualTo(MARK.substring(16));
        }
    }

    private JsonNode read(LogRecord entry) throws IOException {
        String text = lines.format(entry);
        assertThat(text.lines()).hasSize(1);
        return JsonMapper.builder().build().readTree(text);
    }
}
