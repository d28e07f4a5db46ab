package doorbuster.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The long form: other seeds each time, for `-Dsimulator.minutes` on all processors, and every mutant from
/// the first seed on.
@Tag("figures")
class SimulatorIT {
    private static final Duration FOR = Duration.ofMinutes(Long.getLong("simulator.minutes", 3));
    private static final long MOST = 2_000;

    @BeforeAll
    static void silence() {
        Simulator.quiet();
    }

    @Test
    void no_seed_breaks_a_promise_for_minutes() {
        long first = Long.getLong("simulator.first", System.currentTimeMillis());
        long until = System.nanoTime() + FOR.toNanos();
        Simulator simulator = Simulator.together(first, _ -> System.nanoTime() < until);
        System.out.println(simulator.report());
        assertThat(simulator.broken()).as("%s", simulator.told()).isEmpty();
        assertThat(simulator.missed()).isEmpty();
    }

    static Stream<Mutant> all() {
        return Mutants.all().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_mutant_is_looked_for_anew_and_turns_it_red_if_it_ever_did(Mutant mutant) {
        Simulator simulator = new Simulator(mutant.variant(), Optional.of(mutant.theme())).run(1, MOST);
        System.out.println(mutant.rule() + ", " + mutant.theme() + ": " + simulator.seeds() + " seeds; "
                + (simulator.broken().isEmpty() ? "not shown" : simulator.told()));
        if (mutant.isCaught()) {
            assertThat(simulator.broken()).as(mutant.rule()).isNotEmpty();
        }
    }
}
