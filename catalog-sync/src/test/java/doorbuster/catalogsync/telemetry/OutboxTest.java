package doorbuster.catalogsync.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Spans are dropped rather than waited for, and the drops are counted.
final class OutboxTest {
    private static final int QUEUE = 16;
    private static final int SPANS = 200;

    @Test
    void a_collector_that_never_answers_costs_what_is_beyond_the_queue_and_it_is_counted() {
        Telemetry telemetry = Telemetry.to(
                new Silent(),
                Map.of(
                        "otel.bsp.max.queue.size",
                        Integer.toString(QUEUE),
                        "otel.bsp.max.export.batch.size",
                        "8",
                        "otel.bsp.schedule.delay",
                        "10"),
                "test",
                "node");
        for (int i = 0; i < SPANS; i++) {
            assertThat(telemetry.span(SpanName.AUDIT, () -> "done", _ -> Optional.empty()))
                    .isEqualTo("done");
        }
        assertThat(telemetry.scrape().page("").text())
                .contains(counted("queue_full", SPANS - QUEUE), counted("exported", 0), counted("failed", 0));
    }

    @Test
    void counters_begin_at_zero_so_that_an_alert_sees_the_first_drop() {
        assertThat(Telemetry.start("test", "node").scrape().page("").text()).contains(counted("queue_full", 0));
    }

    private static String counted(String result, int spans) {
        return "doorbuster_telemetry_spans_total{region=\"test\",result=\"" + result + "\"} " + spans + ".0";
    }

    /// Takes spans and never says what became of them.
    private static final class Silent implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return new CompletableResultCode();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
