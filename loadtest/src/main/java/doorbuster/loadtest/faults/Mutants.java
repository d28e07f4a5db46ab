package doorbuster.loadtest.faults;

import doorbuster.infra.admin.Refused;
import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.local.StartFailed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Plays each mutant under its theme until the reckoning finds something broken.
final class Mutants {
    private static final String HEAD = """
            # Mutants under the fault suite

            | left out | under | rounds until red | said first |
            |---|---|--:|---|
            """;

    private final Workspace workspace;
    private final Path folder;
    private final PrintWriter out;
    private final int rounds;

    /// What a mutant showed.
    ///
    /// @param round in which it turned red, from 1; 0 for in none
    /// @param said the first thing that was broken, with how many more there were
    record Shown(Mutant mutant, int round, String said) {}

    /// @param folder where the mutants' resources and the report are written
    /// @param rounds that each may stay green at most
    Mutants(Workspace workspace, Path folder, PrintWriter out, int rounds) {
        this.workspace = workspace;
        this.folder = folder;
        this.out = out;
        this.rounds = rounds;
    }

    /// Plays them one after the other.
    ///
    /// @throws StartFailed when a unit cannot be started, or a mutant no longer fits the app
    List<Shown> play(List<Mutant> mutants, long seed) throws IOException, InterruptedException {
        List<Shown> shown = new ArrayList<>();
        for (Mutant mutant : mutants) {
            Shown one = play(mutant, seed);
            shown.add(one);
            out.printf(
                    Locale.ROOT,
                    "%-22s %s  %s%n",
                    mutant.word(),
                    one.round() == 0 ? "NOT SHOWN     " : "red in round " + one.round(),
                    one.said());
            out.flush();
            write(shown);
        }
        return shown;
    }

    private Shown play(Mutant mutant, long seed) throws IOException, InterruptedException {
        Path first = MutantFolder.write(mutant, workspace.classPath("app"), folder.resolve("mutants"));
        try (Stage stage = Stage.ofMutant(workspace, first, mutant.sql())) {
            for (int number = 1; number <= rounds; number++) {
                Optional<String> said = broken(stage, mutant, seed + number);
                if (said.isPresent()) {
                    return new Shown(mutant, number, said.get());
                }
            }
        }
        return new Shown(mutant, 0, "");
    }

    /// What the reckoning said; a round that could not be played shows nothing.
    private static Optional<String> broken(Stage stage, Mutant mutant, long seed) throws InterruptedException {
        try {
            Round round = new Play(stage, mutant.theme(), seed).round();
            List<String> broken = round.trouble().isEmpty() ? round.broken() : List.of();
            return broken.stream()
                    .findFirst()
                    .map(one -> broken.size() == 1 ? one : one + " (and " + (broken.size() - 1) + " more)");
        } catch (StartFailed | Refused | UncheckedIOException | IOException | SQLException e) {
            throw new StartFailed("a round of " + mutant.word() + " cannot be played: " + e.getMessage(), e);
        }
    }

    private void write(List<Shown> all) throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        for (Shown one : all) {
            text.append("| ")
                    .append(one.mutant().title())
                    .append(" | ")
                    .append(one.mutant().theme().title())
                    .append(" | ")
                    .append(one.round() == 0 ? "not shown in " + rounds : Integer.toString(one.round()))
                    .append(" | ")
                    .append(one.said())
                    .append(" |\n");
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("mutants.md"), text);
    }
}
