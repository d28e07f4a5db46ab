package doorbuster.loadtest.rush;

import doorbuster.infra.admin.Units;
import doorbuster.infra.fleet.Launcher;
import doorbuster.infra.fleet.Workspace;
import doorbuster.loadtest.reckon.Inspection;
import doorbuster.loadtest.trial.Crowd;
import doorbuster.loadtest.trial.SaleDesk;
import doorbuster.regions.Region;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./doorbuster load`.
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = {
            "Buys over HTTP at a running fleet (./doorbuster up) and reckons afterwards: every answer that a buyer",
            "got against Redis, Postgres and the book. Ends with 1 when a promise was broken."
        })
public final class LoadCommand implements Callable<Integer> {
    /// What is played.
    private enum Scenario {
        /// The opening of a sale: far more attempts than units, each sent twice.
        RUSH
    }

    @Parameters(
            paramLabel = "SCENARIO",
            arity = "0..1",
            defaultValue = "rush",
            description = "rush: the opening of a sale (default)")
    private Scenario scenario = Scenario.RUSH;

    @Option(names = "--region", paramLabel = "NAME", description = "whose unit (default: the first)")
    private Optional<String> region = Optional.empty();

    @Option(names = "--stock", defaultValue = "1000", description = "units, 1-100000 (default: ${DEFAULT-VALUE})")
    private int stock;

    @Option(names = "--buyers", defaultValue = "5000", description = "1-50000 (default: ${DEFAULT-VALUE})")
    private int buyers;

    @Option(names = "--attempts", defaultValue = "4", description = "of each buyer, 1-20 (default: ${DEFAULT-VALUE})")
    private int attempts;

    @Option(names = "--connections", defaultValue = "64", description = "2-512 (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(names = "--seconds", defaultValue = "120", description = "at most, 1-600 (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws SQLException {
        within("--stock", stock, 1, 100_000);
        within("--buyers", buyers, 1, 50_000);
        within("--attempts", attempts, 1, 20);
        within("--connections", connections, 2, 512);
        within("--seconds", seconds, 1, 600);
        return switch (scenario) {
            case RUSH -> rush();
        };
    }

    private int rush() throws SQLException {
        Workspace workspace = Workspace.here();
        Units units =
                new Units(Launcher.regions(workspace), workspace.identity().operatorToken(Instant.now()));
        Region where = region.map(units::named).orElseGet(() -> units.all().getFirst());
        RunningUnit unit = new RunningUnit(workspace, where);
        String sale = where.name() + "-rush-" + Long.toString(System.currentTimeMillis(), 36);
        Rush rush = new Rush(sale, "RUSH-1", stock, 4, attempts, connections, Duration.ofSeconds(seconds));
        spec.commandLine().getErr().println(buyers + " buyers rush for " + stock + " units of " + sale + " …");
        try (Connection postgres = unit.postgres()) {
            Rush.Outcome outcome = rush.run(
                    List.of(unit.front(), unit.front()),
                    new SaleDesk(units.admin(where)),
                    new Inspection(postgres, unit.redis()),
                    Crowd.of(workspace.identity(), sale + "-", buyers));
            tell(spec.commandLine().getOut(), outcome);
            return outcome.reckoning().isClean() ? 0 : 1;
        }
    }

    private static void tell(PrintWriter out, Rush.Outcome outcome) {
        out.printf(
                Locale.ROOT,
                "%d answers in %.1f s (%.0f/s), p50 %.1f ms, p99 %.1f ms%n",
                outcome.bought().answers(),
                outcome.bought().nanos() / 1e9,
                outcome.bought().rate(),
                outcome.bought().latency().getValueAtPercentile(50) / 1e3,
                outcome.bought().latency().getValueAtPercentile(99) / 1e3);
        outcome.ledger().counts().forEach((what, times) -> out.printf("  %-24s %d%n", what, times));
        out.printf(
                "units confirmed %d of %d; orders told %d; refused after accepted %d; no answer %d%n",
                outcome.reckoning().confirmed(),
                outcome.evidence().allotted(),
                outcome.reckoning().accepted(),
                outcome.reckoning().refusedAfterAccepted(),
                outcome.reckoning().silences());
        outcome.reckoning()
                .findings()
                .forEach(finding -> out.println("BROKEN " + finding.kind() + ": " + finding.what()));
        out.println(outcome.reckoning().isClean() ? "every promise was kept" : "promises were broken");
        out.flush();
    }

    private static void within(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(option + " is " + value + ", expected " + least + " to " + most);
        }
    }
}
