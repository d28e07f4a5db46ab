package doorbuster.loadtest.faults;

import doorbuster.infra.fleet.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./doorbuster load faults`.
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description = {
            "Breaks one part after the other of a unit of its own while buyers buy over HTTP, and reckons after each",
            "round. Ends with 1 when a promise was broken; target/faults/report.md says what was seen."
        })
public final class FaultsCommand implements Callable<Integer> {
    private static final int MOST_ROUNDS = 1_000;
    private static final int MOST_AT_ONCE = 8;

    @Option(names = "--seed", paramLabel = "S", description = "of the first round (default: any, it is printed)")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "20", description = "of each fault (default: 20)")
    private int rounds;

    @Option(names = "--fault", paramLabel = "NAME", split = ",", description = "only these (default: all); see --list")
    private List<String> only = List.of();

    @Option(
            names = "--at-once",
            paramLabel = "N",
            defaultValue = "1",
            description = "units that play next to each other (default: 1); a round mostly waits")
    private int atOnce;

    @Option(names = "--append", description = "adds to the rounds that target/faults/report.json has")
    private boolean append;

    @Option(
            names = "--mutant",
            paramLabel = "NAME",
            split = ",",
            description = {
                "plays units in which one rule is left out, until the reckoning is red: each of these, or all;",
                "--rounds is how many may stay green. Ends with 1 when one was not shown"
            })
    private List<String> mutants = List.of();

    @Option(names = "--list", description = "says which faults there are, and does nothing")
    private boolean list;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException, IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            tell(out);
            return 0;
        }
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            throw new IllegalArgumentException("--rounds is " + rounds + ", expected 1 to " + MOST_ROUNDS);
        }
        if (atOnce < 1 || atOnce > MOST_AT_ONCE) {
            throw new IllegalArgumentException("--at-once is " + atOnce + ", expected 1 to " + MOST_AT_ONCE);
        }
        List<Fault> faults = chosen();
        Workspace workspace = Workspace.here();
        long first = seed.orElseGet(() -> System.currentTimeMillis() % 1_000_000_000);
        out.println(rounds + " rounds of " + faults.size() + " faults, seed " + first);
        Path folder = workspace.root().resolve("target").resolve("faults");
        if (!mutants.isEmpty()) {
            List<Mutants.Shown> shown = new Mutants(workspace, folder, out, rounds).play(chosenMutants(), first);
            return shown.stream().allMatch(one -> one.round() > 0) ? 0 : 1;
        }
        Report report = new Report(folder);
        if (append) {
            out.println("added to " + report.readBefore() + " rounds of before");
        }
        out.flush();
        new Suite(workspace, folder, report, out, rounds).play(faults, first, atOnce);
        out.println(
                report.broken().isEmpty()
                        ? "every promise was kept; see target/faults/report.md"
                        : "promises were broken in " + report.broken().size() + " rounds; see target/faults/report.md");
        out.flush();
        return report.broken().isEmpty() ? 0 : 1;
    }

    private static void tell(PrintWriter out) {
        Arrays.stream(Fault.values()).forEach(fault -> out.printf("%-22s %s%n", fault.word(), fault.title()));
        out.println("mutants:");
        Arrays.stream(Mutant.values()).forEach(mutant -> out.printf("%-22s %s%n", mutant.word(), mutant.title()));
        out.flush();
    }

    private List<Mutant> chosenMutants() {
        List<Mutant> chosen = Arrays.stream(Mutant.values())
                .filter(mutant -> mutants.contains("all") || mutants.contains(mutant.word()))
                .toList();
        if (!mutants.contains("all") && chosen.size() < mutants.size()) {
            throw new IllegalArgumentException("no such mutant among " + String.join(", ", mutants) + "; see --list");
        }
        return chosen;
    }

    private List<Fault> chosen() {
        List<Fault> faults = only.isEmpty()
                ? List.of(Fault.values())
                : Arrays.stream(Fault.values())
                        .filter(fault -> only.contains(fault.word()))
                        .toList();
        List<String> unknown = only.stream()
                .filter(word -> faults.stream().noneMatch(fault -> fault.word().equals(word)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("no such fault: " + String.join(", ", unknown) + "; see --list");
        }
        return faults;
    }
}
