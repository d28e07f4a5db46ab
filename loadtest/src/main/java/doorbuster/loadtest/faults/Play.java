package doorbuster.loadtest.faults;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.infra.admin.Refused;
import doorbuster.infra.local.Pause;
import doorbuster.infra.local.StartFailed;
import doorbuster.loadtest.faults.Blow.Cure;
import doorbuster.loadtest.reckon.Evidence;
import doorbuster.loadtest.reckon.Finding;
import doorbuster.loadtest.reckon.Inspection;
import doorbuster.loadtest.reckon.LaneEyes;
import doorbuster.loadtest.reckon.Ledger;
import doorbuster.loadtest.reckon.Reckoning;
import doorbuster.loadtest.reckon.Told;
import doorbuster.loadtest.reckon.Wish;
import doorbuster.loadtest.trial.AppNode;
import doorbuster.loadtest.trial.Crowd;
import doorbuster.loadtest.trial.SaleDesk;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Plays one round: a new sale opens, buyers buy, the fault strikes at a random moment and is healed, the rest is sold,
/// every attempt and order is followed to its end, and the reckoning is made.
final class Play {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SELL_AGAIN = Duration.ofSeconds(40);
    private static final Duration SELL_OUT = Duration.ofSeconds(6);
    private static final Duration RUSH = Duration.ofMillis(1_500);
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final Duration STROLL = Duration.ofMillis(800);
    private static final int LIMIT = 4;
    private static final int MOST_LANES = 3;
    private static final long ENOUGH_SOLD_OUT = 20;

    private final Stage stage;
    private final Fault fault;
    private final long seed;
    private final Random random;
    private final String sale;
    private final Prelude prelude;
    private final Ledger ledger = new Ledger();
    private final List<Finding> seen = new ArrayList<>();
    private final Laps laps = new Laps();
    private long struckAt;
    private long wellAt;

    Play(Stage stage, Fault fault, long seed) {
        this.stage = stage;
        this.fault = fault;
        this.seed = seed;
        prelude = new Prelude(fault.settledBefore());
        random = new Random(seed * 31 + fault.name().hashCode());
        sale = fault.word() + "-" + Long.toString(System.currentTimeMillis(), 36);
    }

    /// Plays it. Every second seed has a sale of several lanes.
    Round round() throws IOException, SQLException, InterruptedException {
        int lanes = Math.floorMod(seed, 2) == 0 ? 1 : MOST_LANES;
        int stock = lanes * Wires.LANE_STOCK + random.nextInt(Wires.LANE_STOCK / 2);
        desk().open(sale, "FAULT-1", prelude.count() + stock, LIMIT);
        for (AppNode node : stage.unit().nodes()) {
            new SaleDesk(node.admin()).settledBook(sale, PATIENCE);
        }
        prelude.play(stage.unit(), desk(), sale);
        Scene scene = new Scene(stage.unit(), stage.wires(), stage.disk(), sale, lanes(), random, seen);
        Buyers buyers = new Buyers(sale, counters(), crowd(stock), ledger, scene.lanes(), STROLL);
        laps.end("open");
        buyers.start();
        try {
            fall(scene, buyers, stock);
            sellOut(buyers);
        } finally {
            buyers.stop();
        }
        laps.end("sell out");
        stage.awaitWell();
        wellAt = System.nanoTime();
        laps.end("well again");
        return reckon(buyers, scene.lanes());
    }

    /// So few that most come back and meet their limit, and enough to buy everything under it. A third of them
    /// wishes for one unit at a time, a third for two, and a third for three.
    private Crowd crowd(int stock) {
        return stage.crowd().first(3 * (stock / 8));
    }

    private List<Counter> counters() {
        return stage.unit().nodes().stream()
                .map(node -> new Counter(node.front()))
                .toList();
    }

    private SaleDesk desk() {
        return new SaleDesk(stage.unit().nodes().getFirst().admin());
    }

    /// The strike falls into a rush, when a part of the stock that the seed chooses has been sold; the cure follows.
    private void fall(Scene scene, Buyers buyers, int stock) throws IOException, SQLException {
        Pause.of(Duration.ofMillis(scene.millis(50, 400)));
        buyers.rest(Duration.ZERO);
        long sold = Math.round(stock * (0.05 + 0.25 * random.nextDouble()));
        await(RUSH, () -> buyers.units() >= sold);
        laps.end("rush");
        struckAt = System.nanoTime();
        if (fault.takesLong()) {
            buyers.struckAt(struckAt);
            buyers.rest(fault.pace());
        }
        Cure cure = fault.strike(scene);
        try {
            if (!fault.takesLong()) {
                buyers.struckAt(System.nanoTime());
            }
            buyers.rest(STROLL);
            laps.end("strike");
            await(fault.hold(scene), () -> fault.endsWhenSoldAgain() && buyers.soldAgainAt() != 0);
            laps.end("hold");
        } finally {
            cure.heal();
            laps.end("heal");
        }
    }

    /// Waits until every lane sells again, then lets everybody in until nothing is left.
    private static void sellOut(Buyers buyers) {
        await(SELL_AGAIN, () -> buyers.soldAgainAt() != 0 || buyers.soldOut() >= ENOUGH_SOLD_OUT);
        buyers.rest(Duration.ZERO);
        await(SELL_OUT, () -> buyers.soldOut() >= ENOUGH_SOLD_OUT);
    }

    private static void await(Duration most, BooleanSupplier done) {
        long end = System.nanoTime() + most.toNanos();
        while (!done.getAsBoolean() && System.nanoTime() - end < 0) {
            Pause.of(LOOK);
        }
    }

    private Round reckon(Buyers buyers, int lanes) throws SQLException, InterruptedException {
        long deadline = wellAt + PATIENCE.toNanos();
        int open = buyers.settle(deadline);
        desk().settledBook(sale, left(deadline));
        open += buyers.look(deadline);
        Duration toFinal = Duration.ofNanos(System.nanoTime() - wellAt);
        laps.end("final");
        buyers.repeat(deadline);
        long told = ledger.orders().size();
        prelude.note(ledger, sale);
        JsonNode book = desk().settledBook(sale, left(deadline));
        try (Connection postgres = stage.unit().connect()) {
            LaneEyes eyes = new LaneEyes(
                    stage.unit().redis().seeds(), stage.unit().redis().password());
            Evidence evidence = new Inspection(postgres, eyes).of(sale, book);
            Reckoning reckoning = Reckoning.of(ledger, evidence);
            mistimed();
            stage.played(sale, prelude.count() > 0);
            laps.end("reckon");
            return new Round(
                    fault,
                    seed,
                    lanes,
                    buyers.attempts(),
                    told,
                    evidence.rows().stream().filter(Evidence.Row::holds).count() - prelude.count(),
                    refusedAfterAccepted(evidence),
                    Stream.concat(seen.stream(), reckoning.findings().stream()).toList(),
                    toFinal,
                    soldAgain(buyers),
                    open,
                    "",
                    laps.all());
        } catch (StartFailed | Refused e) {
            return Round.failed(fault, seed, "no evidence: " + e.getMessage());
        }
    }

    /// The sale is open all the time.
    private void mistimed() {
        for (String code : List.of("not-open", "closed")) {
            long times = ledger.counts().getOrDefault(code, 0L);
            if (times > 0) {
                seen.add(new Finding(Finding.Kind.MISTIMED, times + " buyers heard " + code + " of an open sale"));
            }
        }
    }

    private Optional<Duration> soldAgain(Buyers buyers) {
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
