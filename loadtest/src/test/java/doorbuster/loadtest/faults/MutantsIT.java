package doorbuster.loadtest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.infra.fleet.Workspace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The fault suite must be able to fail: units of real processes in which one rule is left out turn it red. Takes some
/// minutes, as `./doorbuster load faults --mutant all` does.
@Tag("figures")
class MutantsIT {
    private static final long SEED = 4_000;
    private static final int ROUNDS = 6;

    @Test
    void every_mutant_is_found_out() throws Exception {
        StringWriter words = new StringWriter();
        Workspace workspace = new Workspace(Path.of("..").toAbsolutePath().normalize());
        List<Mutants.Shown> shown = new Mutants(workspace, Path.of("target", "faults"), new PrintWriter(words), ROUNDS)
                .play(List.of(Mutant.values()), SEED);

        assertThat(shown).as(words.toString()).noneMatch(one -> one.round() == 0);
    }
}
