package doorbuster;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.console.Health;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class StoreHealthTest {
    private Instant now = Instant.parse("2026-11-27T20:00:00Z");
    private boolean answers = true;
    private final StoreHealth store =
            new StoreHealth("redis", () -> answers, () -> "answers", Duration.ofSeconds(3), () -> now);

    @Test
    void a_store_that_never_answered_is_down() {
        answers = false;
        assertThat(store.ask()).isEqualTo(new Health.Check("redis", false, "does not answer"));
    }

    @Test
    void one_late_answer_does_not_make_it_a_dead_store() {
        store.ask();
        answers = false;
        now = now.plusSeconds(3);
        assertThat(store.ask()).isEqualTo(new Health.Check("redis", true, "answers late"));
        now = now.plusMillis(1);
        assertThat(store.ask()).isEqualTo(new Health.Check("redis", false, "does not answer"));
    }

    @Test
    void a_store_that_answers_again_is_there_at_once() {
        answers = false;
        store.ask();
        answers = true;
        assertThat(store.ask()).isEqualTo(new Health.Check("redis", true, "answers"));
        answers = false;
        now = now.plusSeconds(2);
        assertThat(store.ask().up()).as("its patience begins anew").isTrue();
    }

    @Test
    void a_dead_store_is_not_hidden_by_a_clock_that_was_set_back() {
        store.ask();
        answers = false;
        now = now.minusSeconds(3_600);
        assertThat(store.ask().up()).isFalse();
    }
}
