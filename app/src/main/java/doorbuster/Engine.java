package doorbuster;

import doorbuster.admission.BuyerLists;
import doorbuster.attempts.AttemptLog;
import doorbuster.book.Announcement;
import doorbuster.book.PostgresSaleControl;
import doorbuster.book.PostgresUnitSwitch;
import doorbuster.book.SaleDraft;
import doorbuster.order.PostgresOrderLife;
import doorbuster.reserve.Held;
import doorbuster.reserve.Roster;
import doorbuster.sale.Offer;
import doorbuster.sale.OrderIdMint;
import doorbuster.sale.SaleId;
import doorbuster.settle.LaneDeadLetters;
import doorbuster.status.OrderRows;
import doorbuster.status.StatusOrders;
import doorbuster.status.Watches;
import doorbuster.store.PooledPostgres;
import doorbuster.store.Postgres;
import doorbuster.store.Redis;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// The engine of a node, wired by hand in the order in which an attempt passes through it: what it stands on, what
/// mends
/// it, reserve and settle, status, order, and the operators' hands on it. [Rounds] keeps it going.
final class Engine implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Engine.class.getName());
    /// Longer than an attempt may take: its tries, each a command time-out.
    private static final Duration TO_ANSWER = Duration.ofSeconds(5);
    private static final Duration TO_SETTLE = Duration.ofSeconds(10);
    private static final Duration MOMENT = Duration.ofMillis(20);
    private static final int WATCHES = 100_000;

    final Ground ground;
    final AttemptLog attempts;
    final OrderIdMint mint;
    final BuyerLists lists;
    final Mending mending;
    final Reserving reserving;
    final Watches watches;
    final StatusOrders orders;
    final PostgresOrderLife life;
    final PostgresUnitSwitch unitSwitch;
    final LaneDeadLetters letters;
    final PostgresSaleControl control;

    private final Parts parts;
    private final Rounds rounds = new Rounds();

    /// Wires the engine; nothing is started.
    ///
    /// @param threads where look-ups run
    Engine(Given given, Executor threads) {
        parts = given.parts();
        ground = Ground.of(given);
        Redis redis = ground.redis();
        PooledPostgres postgres = ground.postgres();
        Roster roster = ground.roster();
        Held held = ground.held();
        attempts = new AttemptLog(redis);
        mint = new OrderIdMint(ground.config().identity().orderKeyBytes());
        lists = new BuyerLists(
                postgres, redis, sale -> roster.find(sale).map(Offer::lanes).orElse(0));
        mending = new Mending(ground, lists, given.clock(), rounds::readRoster, this::stir);
        reserving = new Reserving(ground, mending.recoveries, given.random());

        OrderRows rows = new OrderRows(postgres, threads);
        watches = new Watches(rows, WATCHES);
        SaleKeeper keeper = new SaleKeeper(roster, ground.epochs(), held, reserving.pulse::stir);
        orders = new StatusOrders(mint, rows, postgres, redis, reserving.replication, keeper, watches);
        life = new PostgresOrderLife(postgres, mint, rounds::release, ground.signals());

        unitSwitch = new PostgresUnitSwitch(
                postgres, redis, roster, reserving.pulse, reserving.intake, held, ground.incarnation());
        letters = new LaneDeadLetters(roster, redis, postgres, ground.ledger());
        Announcement announcement =
                new Announcement(roster, mending.configuration, mending.recoveries, rounds::release);
        control = new PostgresSaleControl(postgres, announcement, mending.books, this::lanesFor);
    }

    /// Migrates the schema and starts the loops.
    ///
    /// @throws RuntimeException when Postgres is away
    void start() {
        ground.postgres().migrate();
        rounds.start(this, parts);
    }

    /// Waits, for a bounded time, until the attempts that were let in have their answers.
    void answered() {
        await(() -> reserving.intake.inside() == 0, TO_ANSWER);
    }

    /// Takes the node out of the unit, so that no recovery waits for it: what it holds is in Postgres first, while it
    /// still takes part in recoveries; it must not be alive again afterwards.
    @Override
    public void close() {
        Held held = ground.held();
        await(() -> held.size() == 0, TO_SETTLE);
        if (held.size() > 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "leaves with {0} orders that Postgres does not have yet; they are in their lanes",
                    held.size());
        }
        rounds.endWatch();
        try {
            mending.watch.leave();
        } catch (Postgres.Away _) {
            // the lease runs out by itself
        }
    }

    /// For those that are wired before the pulse.
    private void stir(SaleId sale) {
        reserving.pulse.stir(sale);
    }

    private static void await(BooleanSupplier done, Duration most) {
        long until = System.nanoTime() + most.toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < until) {
            LockSupport.parkNanos(MOMENT.toNanos());
        }
    }

    /// As many lanes as the cluster has primaries, fewer for a small stock; one while the cluster cannot be seen.
    private int lanesFor(SaleDraft draft) {
        long most = Math.max(1, draft.stock() / ground.config().beats().laneStock());
        try {
            return (int) Math.min(most, ground.redis().primaries());
        } catch (RuntimeException _) {
            return 1;
        }
    }
}
