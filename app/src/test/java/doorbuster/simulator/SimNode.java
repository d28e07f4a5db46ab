package doorbuster.simulator;

import doorbuster.SaleKeeper;
import doorbuster.book.BookSettings;
import doorbuster.book.Configuration;
import doorbuster.book.HandIn;
import doorbuster.book.NodeWatch;
import doorbuster.book.PostgresRegister;
import doorbuster.book.Recoveries;
import doorbuster.book.Recovery;
import doorbuster.book.UnitBooks;
import doorbuster.order.PostgresOrderLife;
import doorbuster.order.Releaser;
import doorbuster.reserve.Epochs;
import doorbuster.reserve.Held;
import doorbuster.reserve.LaneInventory;
import doorbuster.reserve.Pulse;
import doorbuster.reserve.ReserveSettings;
import doorbuster.reserve.Roster;
import doorbuster.reserve.StoredOrders;
import doorbuster.reserve.Transfers;
import doorbuster.sale.Lane;
import doorbuster.sale.Offer;
import doorbuster.sale.OrderIdMint;
import doorbuster.settle.HeldSweep;
import doorbuster.settle.LaneReader;
import doorbuster.settle.PostgresLedger;
import doorbuster.settle.SettleSettings;
import doorbuster.status.OrderRows;
import doorbuster.status.StatusOrders;
import doorbuster.status.Watches;
import doorbuster.store.Postgres;
import doorbuster.store.Replication;
import doorbuster.store.Scripts;
import doorbuster.telemetry.Signals;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// One node of the unit, wired as `Engine` wires it, from the process' start to its death.
final class SimNode implements Loom.Running {
    static final Duration PULSE = Duration.ofMillis(350);
    static final int PER_MINUTE = 100;
    private static final Signals SIGNALS = Signals.off();
    private static final ReserveSettings RESERVE = new ReserveSettings(
            4, 1, 100, Duration.ZERO, 3, PER_MINUTE, 100, PULSE, 1_000, Duration.ofSeconds(5), false);
    private static final SettleSettings SETTLE =
            new SettleSettings(3, Duration.ofSeconds(1), Duration.ofMillis(5), Duration.ZERO, 3);
    private static final BookSettings BOOK = new BookSettings(
            Duration.ofMillis(1_500), Duration.ofMillis(1_000), Duration.ofMillis(200), Duration.ofSeconds(3));

    private final String name;
    private final World world;
    private final Set<Thread> inside = new LinkedHashSet<>();
    private boolean alive = true;
    private long frozenUntil;

    final Roster roster;
    final Epochs epochs = new Epochs();
    final Held held;
    final LaneInventory inventory;
    final StatusOrders orders;
    final PostgresOrderLife life;
    final UnitBooks books;
    final Scripts scripts;
    private final PostgresLedger ledger;
    private final Pulse pulse;
    private final Recoveries recoveries;
    private final NodeWatch watch;
    private final Releaser releaser;
    private final HeldSweep sweep;
    private final String incarnation;
    private final Map<Lane, LaneReader> readers = new HashMap<>();

    SimNode(String name, String incarnation, World world, OrderIdMint mint, Supplier<String> rids) {
        this.name = name;
        this.incarnation = incarnation;
        this.world = world;
        Variant variant = world.variant();
        scripts = variant.scripts(world.scripts(incarnation, this));
        Postgres postgres = world.postgres(incarnation, this);
        roster = new Roster(postgres);
        held = new Held(RESERVE.held(), variant.forHeld(epochs));
        ledger = new PostgresLedger(postgres);
        recoveries = new Recoveries(recovery(postgres), postgres, scripts, roster, epochs, () -> {}, SIGNALS);
        StoredOrders known = new StoredOrders(scripts, postgres);
        Transfers transfers = new Transfers(scripts, roster, SIGNALS);
        pulse = new Pulse(scripts, roster, transfers, epochs, recoveries, known, RESERVE, _ -> {});
        inventory = inventory(transfers, rids);
        OrderRows rows = new OrderRows(postgres, Runnable::run);
        orders = new StatusOrders(
                mint,
                rows,
                postgres,
                scripts,
                Replication.unasked(),
                new SaleKeeper(roster, epochs, held, pulse::stir),
                new Watches(rows, 1));
        life = new PostgresOrderLife(postgres, mint, () -> {}, SIGNALS);
        releaser = new Releaser(life, postgres, scripts, pulse::stir);
        sweep = new HeldSweep(held, postgres, epochs, orders::find);
        Configuration configuration = new Configuration(scripts);
        HandIn handIn = new HandIn(epochs, held, ledger);
        watch = new NodeWatch(postgres, roster, epochs, handIn, recoveries, configuration, BOOK, name, incarnation);
        books = new UnitBooks(roster, postgres, scripts, pulse::stir);
    }

    private Recovery recovery(Postgres postgres) {
        Variant variant = world.variant();
        return new Recovery(
                variant.register(new PostgresRegister(postgres, ledger)),
                variant.quiet(scripts),
                BOOK,
                new Resting(),
                (_, _) -> true);
    }

    private LaneInventory inventory(Transfers transfers, Supplier<String> rids) {
        return new LaneInventory(
                scripts,
                RESERVE,
                epochs,
                held,
                pulse,
                transfers,
                recoveries,
                Replication.unasked(),
                rids,
                _ -> {},
                SIGNALS);
    }

    /// Starts the loops that [doorbuster.Engine] and its readers start.
    void start() {
        world.keepDoing(this, 250, () -> watch.beat(pulse));
        world.keepDoing(this, PULSE.toMillis(), pulse::beat);
        world.keepDoing(this, 60, () -> recoveries.step(0));
        world.keepDoing(this, world.shape().settleMillis(), this::settle);
        world.keepDoing(this, 300, releaser::step);
        world.keepDoing(this, 400, sweep::sweep);
        if (world.variant().dropsOnMissing()) {
            world.keepDoing(this, 100, () -> NodeMutants.dropMissing(held, scripts, epochs));
        }
    }

    private void settle() {
        for (Offer offer : roster.all()) {
            for (int i = 0; i < offer.lanes(); i++) {
                LaneReader reader = readers.computeIfAbsent(
                        new Lane(offer.id(), i),
                        lane -> new LaneReader(lane, scripts, ledger, held, incarnation, SETTLE, SIGNALS));
                LaneReader.Step step = reader.step();
                for (int more = 0; more < 5 && step instanceof LaneReader.Step.Worked; more++) {
                    step = reader.step();
                }
            }
        }
    }

    /// Runs a part of a thread's work in this process.
    ///
    /// @throws Loom.Crashed when the process dies meanwhile
    <T> T inside(Supplier<T> work) {
        Thread me = Thread.currentThread();
        inside.add(me);
        try {
            T result = work.get();
            if (!alive) {
                throw new Loom.Crashed();
            }
            return result;
        } catch (RuntimeException e) {
            if (!alive) {
                throw new Loom.Crashed();
            }
            throw e;
        } finally {
            inside.remove(me);
            var _ = Thread.interrupted();
        }
    }

    /// The process dies between two steps of whatever it does.
    void die() {
        alive = false;
        inside.forEach(Thread::interrupt);
    }

    /// The node says good-bye first.
    void leave() {
        inside(() -> {
            watch.leave();
            return name;
        });
    }

    void freeze(long untilNanos) {
        frozenUntil = untilNanos;
    }

    @Override
    public boolean isAlive() {
        return alive;
    }

    @Override
    public long frozenUntil() {
        return frozenUntil;
    }

    String name() {
        return name;
    }

    String incarnation() {
        return incarnation;
    }

    PostgresLedger ledger() {
        return ledger;
    }

    /// A recovery waits by this node's clock, and others act meanwhile.
    private final class Resting implements Recovery.Patience {
        @Override
        public void rest(Duration moment) {
            world.loom().pause(SimNode.this, moment.toMillis() * 1_000);
        }

        @Override
        public long nanos() {
            return world.loom().nanos();
        }
    }
}
