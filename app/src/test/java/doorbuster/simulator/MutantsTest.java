package doorbuster.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The checker can fail: each mutant turns it red by the seed noted beside it, which is looked for again when the code
/// or the simulator has changed so much that this seed no longer does.
class MutantsTest {
    private static final long NEARBY = 600;

    @BeforeAll
    static void silence() {
        Simulator.quiet();
    }

    static List<Mutant> caught() {
        return Mutants.all().stream().filter(Mutant::isCaught).toList();
    }

    @ParameterizedTest
    @MethodSource("caught")
    void a_mutant_turns_it_red(Mutant mutant) {
        Simulator simulator = new Simulator(mutant.variant(), Optional.of(mutant.theme())).run(mutant.seed(), NEARBY);
        assertThat(simulator.broken()).as(mutant.rule()).isNotEmpty();
    }
}
