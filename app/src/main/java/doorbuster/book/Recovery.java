package doorbuster.book;

import doorbuster.sale.Acceptance;
import doorbuster.sale.Lane;
import doorbuster.sale.OrderId;
import doorbuster.sale.SaleId;
import doorbuster.store.Scripts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// Rebuilds all lanes of a sale from what cannot lie: Postgres, the streams, and the memory of the nodes.
///
/// Opening a new sale, the total loss of Redis, a rolled back failover and a Postgres restored from a backup all take
/// this one path. Only one recovery of a sale runs at a time; should two, the later epoch wins at every step.
public final class Recovery {
    private final Register register;
    private final Scripts scripts;
    private final BookSettings settings;
    private final Patience patience;
    private final Lists lists;

    /// The sale's allow and block lists, which no lane may sell without.
    @FunctionalInterface
    public interface Lists {
        /// Fills every lane that lacks a list in force.
        ///
        /// @return whether every lane has every list now
        boolean fill(SaleId sale, int lanes);
    }

    /// How a recovery waits; the simulator lets others act meanwhile.
    public interface Patience {
        /// Waits a moment.
        void rest(Duration moment);

        /// Nanoseconds of a clock that only goes forward.
        long nanos();

        /// Waits on the clock of this process.
        static Patience ofThisProcess() {
            return new Patience() {
                @Override
                public void rest(Duration moment) {
                    LockSupport.parkNanos(moment.toNanos());
                }

                @Override
                public long nanos() {
                    return System.nanoTime();
                }
            };
        }
    }

    /// What a recovery led to.
    public sealed interface Outcome {
        /// The sale sells again.
        ///
        /// @param deficit units that were accepted and are not there: their orders were refused
        /// @param lost orders that were settled, and are missing in a Postgres that was restored
        record Opened(long epoch, long deficit, long lost, Duration took) implements Outcome {}

        /// It could not be finished; somebody must begin again.
        record Unfinished(String why) implements Outcome {}

        /// This node cannot finish it, and must let another lead: an entry is newer than it can read.
        record NotByMe(String why) implements Outcome {}

        /// There is no such sale.
        record NoSuchSale() implements Outcome {}
    }

    /// Recovers with these parts.
    public Recovery(Register register, Scripts scripts, BookSettings settings, Patience patience, Lists lists) {
        this.register = register;
        this.scripts = scripts;
        this.settings = settings;
        this.patience = patience;
        this.lists = lists;
    }

    /// Runs one recovery from a new epoch to open lanes.
    ///
    /// @param lanes how many lanes the sale has
    /// @param remembered the highest epoch that anybody knows when Postgres was restored to an earlier
    ///     point, else 0
    /// @throws doorbuster.store.Postgres.Away when Postgres does not answer; nothing is open then
    public Outcome run(SaleId sale, int lanes, long remembered) {
        long began = patience.nanos();
        Optional<Long> raised = register.raiseEpoch(sale, remembered);
        if (raised.isEmpty()) {
            return new Outcome.NoSuchSale();
        }
        long epoch = raised.get();
        try {
            return rebuild(sale, epoch, lanes, began, remembered > 0);
        } catch (QuietLane.TooNew e) {
            return new Outcome.NotByMe(String.valueOf(e.getMessage()));
        } catch (QuietLane.StartOver | QuietLane.TryAgain e) {
            return new Outcome.Unfinished(String.valueOf(e.getMessage()));
        }
    }

    private Outcome rebuild(SaleId sale, long epoch, int count, long began, boolean restored) {
        List<QuietLane> lanes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lanes.add(new QuietLane(new Lane(sale, i), epoch, scripts));
        }
        lanes.forEach(lane -> patiently(lane::quiesce));
        gather(sale, epoch);
        if (!register.closeGathering(sale, epoch)) {
            return new Outcome.Unfinished("a later epoch has begun");
        }
        List<Acceptance> entries = new ArrayList<>();
        lanes.forEach(lane -> patiently(() -> entries.addAll(lane.orders())));
        Optional<Plan> plan = plan(sale, epoch, entries);
        if (plan.isEmpty()) {
            return new Outcome.Unfinished("a later epoch has begun, or Postgres is away");
        }
        long lost = restored ? lost(sale, epoch, lanes, entries) : 0;
        for (int i = 0; i < count; i++) {
            fill(lanes.get(i), i, plan.get().rebuild(), plan.get().snapshot());
        }
        patiently(() -> {
            if (!lists.fill(sale, count)) {
                throw new QuietLane.TryAgain("a lane lacks a list of buyers");
            }
        });
        lanes.forEach(lane -> patiently(lane::open));
        register.opened(sale, epoch);
        return new Outcome.Opened(epoch, plan.get().deficit(), lost, Duration.ofNanos(patience.nanos() - began));
    }

    /// Notes what the lanes remember and neither their streams nor Postgres have, before the rebuild makes them forget.
    private long lost(SaleId sale, long epoch, List<QuietLane> lanes, List<Acceptance> entries) {
        Set<OrderId> unsettled =
                entries.stream().map(entry -> entry.attempt().order()).collect(Collectors.toSet());
        AtomicLong lost = new AtomicLong();
        lanes.forEach(lane -> patiently(() -> lane.remembered(page -> lost.addAndGet(register.noteLost(
                sale,
                epoch,
                page.stream().filter(row -> !unsettled.contains(row.order())).toList())))));
        return lost.get();
    }

    /// What the lanes are filled with.
    private record Plan(Register.Snapshot snapshot, Rebuild rebuild, long deficit) {}

    /// The one reading of Postgres comes after the streams: what was settled in between has its row. Entries whose
    /// units were handed in by others are refused here, not by the guard later: their acknowledgement would give
    /// back units that the lane never had.
    private Optional<Plan> plan(SaleId sale, long epoch, List<Acceptance> entries) {
        Optional<Plan> plan = read(sale, epoch, entries, 0);
        List<Acceptance> surplus = plan.map(first -> first.rebuild().surplus()).orElse(List.of());
        if (surplus.isEmpty()) {
            return plan;
        }
        long deficit = plan.get().rebuild().deficit();
        return register.refuse(sale, epoch, surplus) ? read(sale, epoch, entries, deficit) : Optional.empty();
    }

    private Optional<Plan> read(SaleId sale, long epoch, List<Acceptance> entries, long deficit) {
        return register.snapshot(sale, epoch).map(now -> new Plan(now, new Rebuild(now, entries), deficit));
    }

    private void fill(QuietLane lane, int number, Rebuild rebuild, Register.Snapshot snapshot) {
        patiently(() -> {
            lane.stage("res.new", rebuild.res(number));
            lane.stage("usr.new", rebuild.usr(number));
            lane.stage("done.new", rebuild.done(number));
        });
        // all released units come home in the first lane, so only it has to know the total
        patiently(() -> lane.rebuild(snapshot.offer(), rebuild.available(number), snapshot.total()));
    }

    /// Waits until every live node has handed in, for a bounded time.
    private void gather(SaleId sale, long epoch) {
        long until = patience.nanos() + settings.handIn().toNanos();
        while (!register.allHandedIn(sale, epoch) && patience.nanos() < until) {
            patience.rest(Duration.ofMillis(20));
        }
    }

    private void patiently(Runnable step) {
        long until = patience.nanos() + settings.patience().toNanos();
        while (true) {
            try {
                step.run();
                return;
            } catch (QuietLane.TryAgain e) {
                if (patience.nanos() >= until) {
                    throw e;
                }
                patience.rest(Duration.ofMillis(100));
            }
        }
    }
}
