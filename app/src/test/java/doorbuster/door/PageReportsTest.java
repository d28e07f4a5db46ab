package doorbuster.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What pages may tell of their traces, and how little may come of it.
final class PageReportsTest {
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private DoorServer server;

    @BeforeEach
    void start() throws Exception {
        server = new DoorServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_reported_wait_is_a_span_with_the_pages_own_ids_and_times() {
        Instant pressed = Instant.now().minusSeconds(2);
        HttpResponse<String> answer = report(PARENT, pressed.toString(), "1500", "CONFIRMED");
        SpanData span = server.spans.named("buy").getFirst();

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(span.getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(span.getSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(span.getEndEpochNanos() - span.getStartEpochNanos())
                .isEqualTo(Duration.ofMillis(1500).toNanos());
        assertThat(span.getAttributes().get(AttributeKey.stringKey("user_agent.original")))
                .hasSize(160);
    }

    @ParameterizedTest
    @CsvSource({
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00, 0, 1, CONFIRMED",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01, 0, 1, CONFIRMED",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01, 0, 1, CONFIRMED",
        "nothing, 0, 1, CONFIRMED",
        "'', 0, 1, CONFIRMED",
        PARENT + ", 301, 1, CONFIRMED",
        PARENT + ", -61, 1, CONFIRMED",
        PARENT + ", 0, -1, CONFIRMED",
        PARENT + ", 0, 300001, CONFIRMED",
        PARENT + ", 0, 1.5, CONFIRMED",
        PARENT + ", 0, 1, ''",
        PARENT + ", 0, 1, <script>",
        PARENT + ", 0, 1, abcdefghijklmnopqrstuvwxyzabcdefgh",
    })
    void what_no_page_would_say_is_malformed(String traceparent, int secondsAgo, String duration, String outcome) {
        HttpResponse<String> answer =
                report(traceparent, Instant.now().minusSeconds(secondsAgo).toString(), duration, outcome);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(server.spans.named("buy")).isEmpty();
    }

    @Test
    void a_time_that_is_none_is_malformed() {
        assertThat(report(PARENT, "yesterday", "1", "CONFIRMED").statusCode()).isEqualTo(400);
    }

    @Test
    void the_page_learns_from_the_list_of_sales_whether_to_trace() {
        assertThat(server.send(server.to("/v1/sales")).headers().firstValue("X-Trace-Share"))
                .contains("1.0");
    }

    private HttpResponse<String> report(String traceparent, String startedAt, String duration, String outcome) {
        String body = "{\"traceparent\":\"%s\",\"startedAt\":\"%s\",\"durationMs\":%s,\"outcome\":\"%s\"}"
                .formatted(traceparent, startedAt, duration, outcome);
        return server.send(server.to("/v1/traces")
                .header("Authorization", "Bearer " + server.identity.token("ann"))
                .header("User-Agent", "b".repeat(500))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }
}
