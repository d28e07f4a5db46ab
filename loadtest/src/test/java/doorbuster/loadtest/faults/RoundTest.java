package doorbuster.loadtest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.loadtest.reckon.Finding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When a round counts as broken.
class RoundTest {
    private static final Finding LEAK = new Finding(Finding.Kind.LEAKED, "two units are nowhere");

    @Test
    void a_round_in_which_all_was_kept_is_not_broken() {
        assertThat(round(Fault.PRIMARY_KILLED, 0, List.of(), 20, 5_900, 0).broken())
                .isEmpty();
    }

    @Test
    void a_refused_order_breaks_a_single_fault_and_not_two_at_once() {
        assertThat(round(Fault.PRIMARY_KILLED, 1, List.of(), 20, 100, 0).broken())
                .hasSize(1);
        assertThat(round(Fault.NODE_AND_PRIMARY, 1, List.of(), 20, 100, 0).broken())
                .isEmpty();
    }

    @Test
    void a_finding_breaks_every_fault() {
        for (Fault fault : Fault.values()) {
            assertThat(round(fault, 0, List.of(LEAK), 20, 100, 0).broken())
                    .containsExactly("LEAKED: two units are nowhere");
        }
    }

    @Test
    void late_ends_and_open_orders_and_late_selling_break_it() {
        assertThat(round(Fault.FLUSHALL, 0, List.of(), 61, 100, 0).broken()).hasSize(1);
        assertThat(round(Fault.FLUSHALL, 0, List.of(), 20, 100, 3).broken()).hasSize(1);
        assertThat(round(Fault.PRIMARY_KILLED, 0, List.of(), 20, 6_100, 0).broken())
                .containsExactly("not every lane sold again within 6 s: 6100 ms");
        assertThat(round(Fault.FLUSHALL, 0, List.of(), 20, 6_100, 0).broken()).isEmpty();
    }

    @Test
    void a_round_that_could_not_be_played_is_broken() {
        assertThat(Round.failed(Fault.FLUSHALL, 1, "no unit").broken()).containsExactly("no unit");
    }

    @Test
    void a_report_is_added_to_by_the_next_run(@TempDir Path folder) {
        Round kept = round(Fault.PRIMARY_KILLED, 0, List.of(), 20, 5_900, 0);
        Round broken = round(Fault.FLUSHALL, 1, List.of(LEAK), 20, 100, 2);
        Report first = new Report(folder);
        first.add(kept);
        first.add(broken);

        Report second = new Report(folder);
        assertThat(second.readBefore()).isEqualTo(2);
        assertThat(second.broken()).containsExactly(broken);
        assertThat(second.markdown())
                .isEqualTo(first.markdown())
                .contains(
                        "| a Redis primary: kill -9 | 1 | 1 | 10 | 10 | 10 | 0 | 0 | 0 | 0 | 0 | 20.0 | 5.9 | 5.0 | 0 |");
    }

    private static Round round(Fault fault, long refused, List<Finding> findings, int seconds, int sellsMs, int open) {
        return new Round(
                fault,
                1,
                3,
                10,
                10,
                10 - refused,
                refused,
                findings,
                Duration.ofSeconds(seconds),
                Optional.of(Duration.ofMillis(sellsMs)),
                open,
                "",
                Map.of("rush", Duration.ofSeconds(2), "hold", Duration.ofSeconds(3)));
    }
}
