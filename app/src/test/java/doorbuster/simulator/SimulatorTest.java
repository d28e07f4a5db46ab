package doorbuster.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.simulator.redis.Lua;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The short form: the same seeds each time. `-Dsimulator.seed=N` plays one seed alone, with the unit's own log.
class SimulatorTest {
    private static final Long NAMED = Long.getLong("simulator.seed");
    private static final long SEEDS = 200;

    @BeforeAll
    static void silence() {
        if (NAMED == null) {
            Simulator.quiet();
        }
    }

    @Test
    void no_seed_breaks_a_promise_and_every_mishap_happens() {
        Simulator simulator =
                NAMED == null ? Simulator.together(1, seed -> seed <= SEEDS) : new Simulator().run(NAMED, 1);
        System.out.println(simulator.report());
        assertThat(simulator.broken()).as("%s", simulator.told()).isEmpty();
        if (NAMED == null) {
            assertThat(simulator.missed()).isEmpty();
        }
    }

    @Test
    void a_seed_gives_the_same_run_each_time() {
        Lua lua = new Lua();
        for (long seed = 1_000; seed < 1_005; seed++) {
            assertThat(Simulation.run(seed, Optional.empty(), Variant.NONE, lua))
                    .isEqualTo(Simulation.run(seed, Optional.empty(), Variant.NONE, new Lua()));
        }
    }
}
