package doorbuster.loadtest.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import doorbuster.infra.local.StartFailed;
import doorbuster.loadtest.faults.Mutant.Swap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A mutant that no longer fits the app would be a unit without a fault.
class MutantTest {
    private static final Path RESOURCES = Path.of("../app/src/main/resources");

    @ParameterizedTest
    @EnumSource(Mutant.class)
    void every_passage_that_a_mutant_exchanges_is_in_the_app_once(Mutant mutant) throws IOException {
        for (Swap swap : mutant.swaps()) {
            String text = Files.readString(RESOURCES.resolve(swap.resource()));
            assertThat(MutantFolder.swapped(text, swap)).isNotEqualTo(text);
        }
    }

    @Test
    void a_passage_that_is_gone_or_there_twice_is_refused() {
        Swap swap = new Swap("some.lua", "guard", "");
        assertThatThrownBy(() -> MutantFolder.swapped("nothing", swap)).isInstanceOf(StartFailed.class);
        assertThatThrownBy(() -> MutantFolder.swapped("guard guard", swap)).isInstanceOf(StartFailed.class);
        assertThat(MutantFolder.swapped("a guard b", swap)).isEqualTo("a  b");
    }
}
