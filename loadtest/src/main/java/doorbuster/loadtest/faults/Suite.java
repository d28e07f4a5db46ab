package doorbuster.loadtest.faults;

import doorbuster.infra.admin.Refused;
import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.local.StartFailed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Plays round after round: the first of each fault, then the second of each, and so on, so that a run that is ended
/// early has seen every kind.
final class Suite implements AutoCloseable {
    private final Workspace workspace;
    private final Report report;
    private final PrintWriter out;
    private @Nullable Stage stage;

    Suite(Workspace workspace, Report report, PrintWriter out) {
        this.workspace = workspace;
        this.report = report;
        this.out = out;
    }

    /// Plays `rounds` of each fault; round `n` of a fault has the seed `seed + n`.
    void play(List<Fault> faults, long seed, int rounds) throws InterruptedException {
        for (int number = 0; number < rounds; number++) {
            for (Fault fault : faults) {
                Round round = one(fault, seed + number);
                report.add(round);
                tell(round, number + 1, rounds);
            }
        }
    }

    @Override
    public void close() {
        if (stage != null) {
            stage.close();
            stage = null;
        }
    }

    private Round one(Fault fault, long seed) throws InterruptedException {
        Round round = attempt(fault, seed);
        if (!round.broken().isEmpty()) {
            close();
        }
        return round;
    }

    private Round attempt(Fault fault, long seed) throws InterruptedException {
        try {
            return new Play(stageFor(fault), fault, seed).round();
        } catch (StartFailed | Refused | UncheckedIOException | IOException | SQLException e) {
            return Round.failed(fault, seed, "not played to its end: " + e.getMessage());
        }
    }

    private Stage stageFor(Fault fault) {
        Stage standing = stage;
        if (standing != null && standing.disk().isPresent() == fault.needsSmallDisk()) {
            return standing;
        }
        close();
        out.println("starting a unit …");
        out.flush();
        Stage built = fault.needsSmallDisk() ? Stage.withSmallDisk(workspace) : Stage.build(workspace);
        stage = built;
        return built;
    }

    private void tell(Round round, int number, int rounds) {
        List<String> broken = round.broken();
        out.printf(
                Locale.ROOT,
                "%-20s %2d/%d  %s  %4d accepted, %4d confirmed, sells again %5s s, final %5s s%n",
                round.fault().word(),
                number,
                rounds,
                broken.isEmpty() ? "kept  " : "BROKEN",
                round.accepted(),
                round.confirmed(),
                round.sellsAgain().map(Report::seconds).orElse("–"),
                Report.seconds(round.toFinal()));
        broken.stream().limit(5).forEach(what -> out.println("    " + what));
        if (!broken.isEmpty()) {
            out.println("    replay: ./doorbuster load faults --fault "
                    + round.fault().word() + " --seed " + round.seed() + " --rounds 1");
        }
        out.flush();
    }
}
