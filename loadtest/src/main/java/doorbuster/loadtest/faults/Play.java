package doorbuster.loadtest.faults;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.infra.admin.Refused;
import doorbuster.infra.local.Pause;
import doorbuster.infra.local.StartFailed;
import doorbuster.loadtest.faults.Blow.Cure;
import doorbuster.loadtest.reckon.Evidence;
import doorbuster.loadtest.reckon.Inspection;
import doorbuster.loadtest.reckon.LaneEyes;
import doorbuster.loadtest.reckon.Ledger;
import doorbuster.loadtest.reckon.Reckoning;
import doorbuster.loadtest.reckon.Told;
import doorbuster.loadtest.reckon.Wish;
import doorbuster.loadtest.trial.AppNode;
import doorbuster.loadtest.trial.SaleDesk;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Plays one round: a new sale opens, buyers buy, the fault strikes at a random moment and is healed, the rest is sold,
/// every attempt and order is followed to its end, and the reckoning is made.
final class Play {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SELL_AGAIN = Duration.ofSeconds(40);
    private static final Duration SELL_OUT = Duration.ofSeconds(6);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final int LIMIT = 6;
    private static final long ENOUGH_SOLD_OUT = 40;

    private final Stage stage;
    private final Fault fault;
    private final long seed;
    private final Random random;
    private final String sale;
    private final Prelude prelude;
    private final Ledger ledger = new Ledger();
    private final Buyers buyers;
    private long struckAt;
    private long wellAt;

    Play(Stage stage, Fault fault, long seed) {
        this.stage = stage;
        this.fault = fault;
        this.seed = seed;
        prelude = new Prelude(fault.settledBefore());
        random = new Random(seed * 31 + fault.name().hashCode());
        sale = fault.word() + "-" + Long.toString(System.currentTimeMillis(), 36);
        List<Counter> counters = stage.unit().nodes().stream()
                .map(node -> new Counter(node.front()))
                .toList();
        buyers = new Buyers(sale, counters, stage.crowd(), ledger);
    }

    /// Plays it.
    Round round() throws IOException, SQLException, InterruptedException {
        desk().open(sale, "FAULT-1", prelude.count() + 250 + random.nextInt(350), LIMIT);
        for (AppNode node : stage.unit().nodes()) {
            new SaleDesk(node.admin()).settledBook(sale, PATIENCE);
        }
        prelude.play(stage.unit(), desk(), sale);
        buyers.start();
        try {
            fall();
            sellOut();
        } finally {
            buyers.stop();
        }
        stage.awaitWell();
        wellAt = System.nanoTime();
        return reckon();
    }

    private SaleDesk desk() {
        return new SaleDesk(stage.unit().nodes().getFirst().admin());
    }

    /// The strike falls into a rush; the cure follows.
    private void fall() throws IOException, SQLException {
        Scene scene = new Scene(stage.unit(), stage.wires(), stage.disk(), sale, lanes(), random);
        Pause.of(Duration.ofMillis(scene.millis(400, 1_600)));
        buyers.hurry(true);
        Pause.of(Duration.ofMillis(scene.millis(30, 200)));
        struckAt = System.nanoTime();
        if (fault.takesLong()) {
            buyers.struckAt(struckAt);
        }
        Cure cure = fault.strike(scene);
        try {
            if (!fault.takesLong()) {
                buyers.struckAt(System.nanoTime());
            }
            buyers.hurry(false);
            Pause.of(fault.hold(scene));
        } finally {
            cure.heal();
        }
    }

    /// Waits until the unit sells again, then lets everybody in until nothing is left.
    private void sellOut() {
        long deadline = System.nanoTime() + SELL_AGAIN.toNanos();
        while (buyers.soldAgainAt() == 0 && System.nanoTime() - deadline < 0 && buyers.soldOut() < ENOUGH_SOLD_OUT) {
            Pause.of(LOOK);
        }
        buyers.hurry(true);
        long end = System.nanoTime() + SELL_OUT.toNanos();
        while (buyers.soldOut() < ENOUGH_SOLD_OUT && System.nanoTime() - end < 0) {
            Pause.of(LOOK);
        }
    }

    private Round reckon() throws SQLException, InterruptedException {
        long deadline = wellAt + PATIENCE.toNanos();
        int open = buyers.settle(deadline);
        desk().settledBook(sale, left(deadline));
        open += buyers.look(deadline);
        Duration toFinal = Duration.ofNanos(System.nanoTime() - wellAt);
        buyers.repeat(deadline);
        long told = ledger.orders().size();
        prelude.note(ledger, sale);
        JsonNode book = desk().settledBook(sale, left(deadline));
        try (Connection postgres = stage.unit().connect()) {
            LaneEyes eyes = new LaneEyes(
                    stage.unit().redis().seeds(), stage.unit().redis().password());
            Evidence evidence = new Inspection(postgres, eyes).of(sale, book);
            Reckoning reckoning = Reckoning.of(ledger, evidence);
            return new Round(
                    fault,
                    seed,
                    buyers.attempts(),
                    told,
                    evidence.rows().stream().filter(Evidence.Row::holds).count() - prelude.count(),
                    refusedAfterAccepted(evidence),
                    reckoning.findings(),
                    toFinal,
                    soldAgain(),
                    open,
                    "");
        } catch (StartFailed | Refused e) {
            return Round.failed(fault, seed, "no evidence: " + e.getMessage());
        }
    }

    private Optional<Duration> soldAgain() {
        return buyers.soldAgainAt() == 0
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(Math.max(0, buyers.soldAgainAt() - struckAt)));
    }

    /// Orders that somebody was told as accepted and whose end is a "no" that the buyer did not ask for.
    private long refusedAfterAccepted(Evidence evidence) {
        Map<String, String> states = new HashMap<>();
        evidence.rows().forEach(row -> states.put(row.order(), row.state()));
        Map<Wish, List<Told>> answers = ledger.answers();
        return ledger.orders().entrySet().stream()
                .filter(entry -> List.of("REFUSED", "EXPIRED").contains(states.getOrDefault(entry.getKey(), "")))
                .filter(entry -> answers.getOrDefault(entry.getValue(), List.of()).stream()
                        .anyMatch(told -> told instanceof Told.Order order
                                && order.state().equals("ACCEPTED")))
                .count();
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
    }

    private int lanes() throws SQLException {
        try (Connection postgres = stage.unit().connect();
                var statement = postgres.prepareStatement("SELECT lanes FROM unit.sale WHERE id = ?")) {
            statement.setString(1, sale);
            try (var row = statement.executeQuery()) {
                return row.next() ? row.getInt(1) : 1;
            }
        }
    }
}
