package doorbuster;

import doorbuster.admission.BuyerLists;
import doorbuster.attempts.AttemptLog;
import doorbuster.book.Announcement;
import doorbuster.book.Audits;
import doorbuster.book.Configuration;
import doorbuster.book.HandIn;
import doorbuster.book.NodeWatch;
import doorbuster.book.PostgresRegister;
import doorbuster.book.PostgresSaleControl;
import doorbuster.book.PostgresUnitSwitch;
import doorbuster.book.Recoveries;
import doorbuster.book.Recovery;
import doorbuster.book.SaleDraft;
import doorbuster.book.UnitBooks;
import doorbuster.door.TryIds;
import doorbuster.order.PostgresOrderLife;
import doorbuster.order.Releaser;
import doorbuster.reserve.Epochs;
import doorbuster.reserve.Held;
import doorbuster.reserve.Intake;
import doorbuster.reserve.LaneInventory;
import doorbuster.reserve.Pulse;
import doorbuster.reserve.Roster;
import doorbuster.reserve.StoredOrders;
import doorbuster.reserve.Transfers;
import doorbuster.sale.Offer;
import doorbuster.sale.OrderIdMint;
import doorbuster.settle.HeldSweep;
import doorbuster.settle.LaneDeadLetters;
import doorbuster.settle.LaneReader;
import doorbuster.settle.PostgresLedger;
import doorbuster.status.OrderRows;
import doorbuster.status.StatusOrders;
import doorbuster.status.Watches;
import doorbuster.store.PooledPostgres;
import doorbuster.store.Postgres;
import doorbuster.store.Redis;
import doorbuster.store.Replication;
import doorbuster.telemetry.Signals;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The engine of a node, wired by hand in the order in which an attempt passes through it: reserve, settle, status,
/// order, book; and the loops that keep it going.
final class Engine implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Engine.class.getName());
    private static final Duration SWEEP = Duration.ofMillis(500);
    /// Longer than an attempt may take: its tries, each a command time-out.
    private static final Duration TO_ANSWER = Duration.ofSeconds(5);
    private static final Duration TO_SETTLE = Duration.ofSeconds(10);
    private static final Duration MOMENT = Duration.ofMillis(20);
    private static final int WATCHES = 100_000;
    /// Sales that a node recovers at once; each holds a connection to Postgres meanwhile.
    private static final int RECOVERIES = 3;
    private static final Duration STIR = Duration.ofMillis(100);

    final Redis redis;
    final PooledPostgres postgres;
    final OrderIdMint mint;
    final Roster roster;
    final Epochs epochs;
    final Held held;
    final Intake intake;
    final PostgresLedger ledger;
    final Pulse pulse;
    final LaneInventory inventory;
    final StatusOrders orders;
    final PostgresOrderLife life;
    final UnitBooks books;
    final Audits audits;
    final Signals signals;
    final PostgresSaleControl control;
    final PostgresUnitSwitch unitSwitch;
    final LaneDeadLetters letters;
    final BuyerLists lists;
    final AttemptLog attempts;

    private final UnitConfig config;
    private final Parts parts;
    private final Recoveries recoveries;
    private final Readers readers;
    private final Watches watches;
    private final NodeWatch watch;
    private @Nullable Loop watchLoop;
    private @Nullable Loop releaseLoop;

    /// Wires the engine; nothing is started.
    ///
    /// @param threads where look-ups run
    Engine(
            UnitConfig config,
            InstantSource clock,
            SecureRandom random,
            Executor threads,
            Parts parts,
            Signals signals) {
        this.config = config;
        this.parts = parts;
        this.signals = signals;
        // a node that stood still this long may have been given up by the others meanwhile
        intake = new Intake(System::nanoTime, config.book().nodeLease().dividedBy(2));
        String incarnation = config.node().name() + "-" + HexFormat.of().toHexDigits(random.nextLong());
        redis = parts.keep(new Redis(config.redis(), signals));
        postgres = parts.keep(new PooledPostgres(config.postgres(), signals));
        attempts = new AttemptLog(redis);
        mint = new OrderIdMint(config.identity().orderKeyBytes());
        roster = new Roster(postgres);
        epochs = new Epochs();
        held = new Held(config.reserve().held(), epochs);
        lists = new BuyerLists(
                postgres, redis, sale -> roster.find(sale).map(Offer::lanes).orElse(0));
        ledger = new PostgresLedger(postgres);
        Recovery recovery =
                new Recovery(new PostgresRegister(postgres, ledger), redis, config.book(), new Waiting(), lists::fill);
        recoveries = new Recoveries(recovery, postgres, redis, roster, epochs, this::readRoster, signals);

        readers = new Readers(
                lane -> new LaneReader(lane, redis, ledger, held, incarnation, config.settle(), signals),
                config.settle());
        StoredOrders known = new StoredOrders(redis, postgres);
        Transfers transfers = new Transfers(redis, roster, signals);
        pulse = new Pulse(redis, roster, transfers, epochs, recoveries, known, config.reserve(), readers::looked);
        Replication replication = config.reserve().replicated() ? redis.replicas() : Replication.unasked();
        inventory = new LaneInventory(
                redis,
                config.reserve(),
                epochs,
                held,
                pulse,
                transfers,
                recoveries,
                replication,
                new TryIds(random)::next,
                readers::accepted,
                signals);

        OrderRows rows = new OrderRows(postgres, threads);
        watches = new Watches(rows, WATCHES);
        orders = new StatusOrders(
                mint, rows, postgres, redis, replication, new SaleKeeper(roster, epochs, held), watches);
        life = new PostgresOrderLife(postgres, mint, this::released, signals.traces());

        Configuration configuration = new Configuration(redis);
        HandIn handIn = new HandIn(epochs, held, ledger);
        watch = new NodeWatch(
                postgres,
                roster,
                epochs,
                handIn,
                recoveries,
                configuration,
                config.book(),
                config.node().name(),
                incarnation);
        books = new UnitBooks(roster, postgres, redis);
        audits = new Audits(roster, books, recoveries::recount, postgres, clock, SaleFigures.MOST);
        unitSwitch = new PostgresUnitSwitch(postgres, redis, roster, intake, held, incarnation);
        letters = new LaneDeadLetters(roster, redis, postgres, ledger);
        control = new PostgresSaleControl(
                postgres, new Announcement(roster, configuration, recoveries, this::released), books, this::lanesFor);
    }

    /// Migrates the schema and starts the loops.
    ///
    /// @throws RuntimeException when Postgres is away
    void start() {
        postgres.migrate();
        parts.keep(Loop.every("pulse", config.reserve().pulse(), pulse::beat));
        for (int i = 0; i < RECOVERIES; i++) {
            parts.keep(Loop.start("recovery", () -> {
                recoveries.step(500);
                return Duration.ZERO;
            }));
        }
        parts.keep(Loop.every("stir", STIR, intake::stir));
        watchLoop = parts.keep(Loop.every("watch", config.book().beat(), () -> {
            watch.beat(pulse);
            unitSwitch.refresh();
            readers.follow(roster.all());
        }));
        parts.keep(readers);
        Releaser releaser = new Releaser(life, postgres, redis);
        releaseLoop = parts.keep(Loop.start(
                "release",
                () -> releaser.step() ? Duration.ZERO : config.beats().order()));
        parts.keep(Loop.every("held", SWEEP, new HeldSweep(held, postgres, epochs, orders::find)::sweep));
        parts.keep(Loop.every("attempts", SWEEP, attempts::beat));
        parts.keep(Loop.every("audit", config.beats().audit(), audits::beat));
        parts.keep(Loop.every("watches", config.beats().watch(), watches::beat));
    }

    /// Waits, for a bounded time, until the attempts that were let in have their answers.
    void answered() {
        await(() -> intake.inside() == 0, TO_ANSWER);
    }

    /// Takes the node out of the unit, so that no recovery waits for it: what it holds is in Postgres first, while it
    /// still takes part in recoveries; it must not be alive again afterwards.
    @Override
    public void close() {
        await(() -> held.size() == 0, TO_SETTLE);
        if (held.size() > 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "leaves with {0} orders that Postgres does not have yet; they are in their lanes",
                    held.size());
        }
        if (watchLoop != null) {
            watchLoop.close();
        }
        try {
            watch.leave();
        } catch (Postgres.Away _) {
            // the lease runs out by itself
        }
    }

    private static void await(BooleanSupplier done, Duration most) {
        long until = System.nanoTime() + most.toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < until) {
            LockSupport.parkNanos(MOMENT.toNanos());
        }
    }

    /// As many lanes as the cluster has primaries, fewer for a small stock; one while the cluster cannot be seen.
    private int lanesFor(SaleDraft draft) {
        long most = Math.max(1, draft.stock() / config.beats().laneStock());
        try {
            return (int) Math.min(most, redis.primaries());
        } catch (RuntimeException _) {
            return 1;
        }
    }

    private void readRoster() {
        Loop.rouse(watchLoop);
    }

    private void released() {
        Loop.rouse(releaseLoop);
    }

    /// Waits on the clock of this process.
    private static final class Waiting implements Recovery.Patience {
        @Override
        public void rest(Duration moment) {
            LockSupport.parkNanos(moment.toNanos());
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }
    }
}
