package doorbuster.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A node that was given up by the others must not take orders on a switch that it read long ago.
class IntakeTest {
    private long nanos = Long.MAX_VALUE - 1_000; // a clock that is about to turn over
    private final Intake intake = new Intake(() -> nanos, Duration.ofMillis(1_500));

    @Test
    void it_takes_as_long_as_it_moves() {
        for (int i = 0; i < 100; i++) {
            pass(1_400);
            intake.stir();
            assertThat(intake.enter()).isTrue();
            intake.leave();
        }
        assertThat(intake.inside()).isZero();
    }

    @Test
    void who_woke_takes_nothing_before_the_switch_was_read_again() {
        pass(1_600);
        assertThat(intake.enter()).isFalse();
        intake.stir();
        assertThat(intake.enter()).isFalse();

        intake.turned(false, intake.sleeps());
        assertThat(intake.enter()).isTrue();
    }

    @Test
    void a_reading_from_before_the_sleep_counts_for_nothing() {
        int before = intake.sleeps();
        pass(10_000);
        intake.turned(false, before);

        assertThat(intake.enter()).isFalse();
    }

    @Test
    void a_drained_node_that_woke_learns_it() {
        pass(10_000);
        intake.turned(true, intake.sleeps());

        assertThat(intake.enter()).isFalse();
        assertThat(intake.isOff()).isTrue();
    }

    private void pass(long millis) {
        nanos += Duration.ofMillis(millis).toNanos();
    }
}
