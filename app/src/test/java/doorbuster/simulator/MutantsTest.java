package doorbuster.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The checker can fail: each mutant turns it red by the seed noted beside it, which is looked for again when the code
/// or the simulator has changed so much that this seed no longer does.
class MutantsTest {
    private static final long NEARBY = 600;
    private static final Path DOCS = Path.of("..", "docs");

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

    /// What the documents say: by which theme and seed a mutant is shown here, or else by which rule of the model.
    @Test
    void the_table_says_of_every_mutant_which_checker_shows_it() throws IOException {
        Map<String, List<String>> said = rows("SIMULATOR.md");
        Map<String, List<String>> model = rows("MODEL.md");
        for (Mutant mutant : Mutants.all()) {
            List<String> row = said.getOrDefault(mutant.rule(), List.of());
            if (mutant.isCaught()) {
                assertThat(row)
                        .as(mutant.rule())
                        .hasSize(4)
                        .contains("`" + mutant.theme() + "`", Long.toString(mutant.seed()));
            } else {
                assertThat(row).as(mutant.rule()).hasSize(3);
                assertThat(model.getOrDefault(mutant.rule(), List.of()))
                        .as(mutant.rule())
                        .contains(row.getLast());
            }
        }
    }

    /// The rows of all tables of a document by their first cell; quotation marks are straightened.
    private static Map<String, List<String>> rows(String document) throws IOException {
        Map<String, List<String>> rows = new HashMap<>();
        for (String line : Files.readAllLines(DOCS.resolve(document))) {
            if (line.startsWith("| ") && line.endsWith(" |")) {
                List<String> cells = Arrays.stream(
                                line.substring(1, line.length() - 1).split("\\|", -1))
                        .map(String::strip)
                        .map(cell -> cell.replaceAll("[“”]", "'"))
                        .toList();
                rows.put(cells.getFirst(), cells);
            }
        }
        return rows;
    }
}
