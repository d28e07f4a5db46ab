package doorbuster.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.rig.KeptSpans;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PageSpansTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final KeptSpans kept = new KeptSpans();
    private final PageSpans spans = PageSpans.to(SimpleSpanProcessor.create(kept), now::get);

    @Test
    void pages_that_report_without_end_are_heard_fifty_times_in_a_second() {
        report(200);
        assertThat(kept.named("buy")).hasSize(50);

        now.set(NOON.plusMillis(999));
        report(1);
        assertThat(kept.named("buy")).hasSize(50);

        now.set(NOON.plusSeconds(1));
        report(200);
        assertThat(kept.named("buy")).hasSize(100);
    }

    private void report(int times) {
        SpanContext ids = SpanContext.create(
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "00f067aa0ba902b7",
                TraceFlags.getSampled(),
                TraceState.getDefault());
        for (int i = 0; i < times; i++) {
            spans.report(new PageSpans.Wait(ids, NOON, Duration.ofMillis(1), "CONFIRMED", "a browser"));
        }
    }
}
