package doorbuster.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Anybody may write a `traceparent`.
class TraceparentTest {
    private static final String IDS = "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7";

    @Test
    void a_sampled_context_is_read_and_written_again() {
        SpanContext read = Traceparent.parse("00-" + IDS + "-01");
        assertThat(read.isSampled()).isTrue();
        assertThat(Traceparent.of(read)).isEqualTo("00-" + IDS + "-01");
    }

    @Test
    void one_that_is_not_sampled_is_read_and_not_written() {
        SpanContext read = Traceparent.parse("00-" + IDS + "-00");
        assertThat(read.isValid()).isTrue();
        assertThat(Traceparent.of(read)).isEmpty();
    }

    @Test
    void a_later_version_may_have_more_parts() {
        assertThat(Traceparent.parse("01-" + IDS + "-01-more").isSampled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-" + IDS,
                "00-" + IDS + "-01-more",
                "00-" + IDS + "-1",
                "00-" + IDS + "-0g",
                "ff-" + IDS + "-01",
                "zz-" + IDS + "-01",
                "00_" + IDS + "_01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473 -00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473\u0661-00f067aa0ba902b7-01",
                "01-" + IDS + "-01x"
            })
    void what_is_not_well_formed_is_no_context(String text) {
        assertThat(Traceparent.parse(text).isValid()).isFalse();
    }

    @Test
    void one_that_never_ends_is_no_context() {
        assertThat(Traceparent.parse("01-" + IDS + "-01-" + "x".repeat(15_000)).isValid())
                .isFalse();
    }
}
