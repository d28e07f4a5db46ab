package doorbuster.loadtest.faults;

import doorbuster.infra.admin.Refused;
import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.local.StartFailed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Plays round after round: the first of each fault, then the second of each, and so on, so that a run that is ended
/// early has seen every kind. Those that need a unit of another make come last, together.
final class Suite {
    /// A unit that has played so many rounds is replaced: its nodes still look at the sales of all of them.
    private static final int MOST_ROUNDS = 24;

    private final Workspace workspace;
    private final Path folder;
    private final Report report;
    private final PrintWriter out;
    private final int rounds;

    private record Turn(Fault fault, long seed, int number) {}

    /// @param folder where the logs of broken rounds are left
    /// @param rounds of each fault
    Suite(Workspace workspace, Path folder, Report report, PrintWriter out, int rounds) {
        this.workspace = workspace;
        this.folder = folder;
        this.report = report;
        this.out = out;
        this.rounds = rounds;
    }

    /// Plays all rounds of each fault; round `n` of a fault has the seed `seed + n`.
    ///
    /// @param atOnce units that play next to each other
    void play(List<Fault> faults, long seed, int atOnce) throws InterruptedException {
        Queue<Turn> turns = new ConcurrentLinkedQueue<>();
        for (boolean disk : new boolean[] {false, true}) {
            for (int number = 0; number < rounds; number++) {
                for (Fault fault : faults) {
                    if (fault.needsSmallDisk() == disk) {
                        turns.add(new Turn(fault, seed + number, number + 1));
                    }
                }
            }
        }
        try (ExecutorService seats = Executors.newFixedThreadPool(atOnce)) {
            List<Future<?>> playing = new ArrayList<>();
            for (int i = 0; i < atOnce; i++) {
                playing.add(seats.submit(() -> {
                    take(turns);
                    return true;
                }));
            }
            for (Future<?> one : playing) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a round could not be played", e.getCause());
        }
    }

    private void take(Queue<Turn> turns) throws InterruptedException {
        try (Standing standing = new Standing()) {
            for (Turn turn = turns.poll(); turn != null; turn = turns.poll()) {
                Round round = attempt(standing, turn);
                report.add(round);
                tell(round, turn.number());
                if (!round.broken().isEmpty()) {
                    standing.leave(folder.resolve(round.fault().word() + "-" + round.seed()));
                }
            }
        }
    }

    private Round attempt(Standing standing, Turn turn) throws InterruptedException {
        try {
            return new Play(standing.stageFor(turn.fault()), turn.fault(), turn.seed()).round();
        } catch (StartFailed | Refused | UncheckedIOException | IOException | SQLException e) {
            return Round.failed(turn.fault(), turn.seed(), "not played to its end: " + e.getMessage());
        }
    }

    /// The unit of one seat, as long as it is fit for the next round.
    private final class Standing implements AutoCloseable {
        private Optional<Stage> stage = Optional.empty();

        Stage stageFor(Fault fault) {
            Optional<Stage> fit =
                    stage.filter(one -> one.disk().isPresent() == fault.needsSmallDisk() && one.rounds() < MOST_ROUNDS);
            if (fit.isPresent()) {
                return fit.get();
            }
            close();
            say("starting a unit …");
            Stage built = fault.needsSmallDisk() ? Stage.withSmallDisk(workspace) : Stage.build(workspace);
            stage = Optional.of(built);
            return built;
        }

        /// Gives the unit up and keeps what its processes wrote.
        void leave(Path logs) {
            stage.ifPresent(one -> one.keepLogs(logs));
            close();
        }

        @Override
        public void close() {
            stage.ifPresent(Stage::close);
            stage = Optional.empty();
        }
    }

    private synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    private synchronized void tell(Round round, int number) {
        List<String> broken = round.broken();
        out.printf(
                Locale.ROOT,
                "%-20s %2d/%d  %s  %d lanes, %4d accepted, %4d confirmed, sells again %5s s, final %5s s, took %5s s%n",
                round.fault().word(),
                number,
                rounds,
                broken.isEmpty() ? "kept  " : "BROKEN",
                round.lanes(),
                round.accepted(),
                round.confirmed(),
                round.sellsAgain().map(Report::seconds).orElse("–"),
                Report.seconds(round.toFinal()),
                Report.seconds(round.took()));
        broken.stream().limit(5).forEach(what -> out.println("    " + what));
        if (!broken.isEmpty()) {
            out.println("    replay: ./doorbuster load faults --fault "
                    + round.fault().word() + " --seed " + round.seed() + " --rounds 1");
        }
        out.flush();
    }
}
