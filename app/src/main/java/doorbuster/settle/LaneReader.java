package doorbuster.settle;

import doorbuster.reserve.Held;
import doorbuster.sale.Acceptance;
import doorbuster.sale.Lane;
import doorbuster.sale.OrderId;
import doorbuster.sale.OrderState;
import doorbuster.store.Scripts;
import doorbuster.store.Standing;
import doorbuster.telemetry.Measures;
import doorbuster.telemetry.Signals;
import doorbuster.telemetry.SpanName;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Settles one lane, step by step: read the head under its epoch, write it to the ledger, acknowledge by deletion.
///
/// A step that fails anywhere changes nothing that the next step, here or on another node, does not find again. Not
/// safe for use by two threads at once.
public final class LaneReader {
    private static final System.Logger LOG = System.getLogger(LaneReader.class.getName());
    private final Lane lane;
    private final LaneStream stream;
    private final Ledger ledger;
    private final Held held;
    private final String node;
    private final SettleSettings settings;
    private final Signals signals;
    private LaneClock clock = new LaneClock(0, 0);
    private String stalledBy = "";
    private boolean cutOff;
    private final Map<String, Integer> failures = new HashMap<>();

    /// @param node names this process in the lane's lease; must differ between any two processes
    public LaneReader(
            Lane lane,
            Scripts scripts,
            Ledger ledger,
            Held held,
            String node,
            SettleSettings settings,
            Signals signals) {
        this.lane = lane;
        stream = new LaneStream(lane, scripts);
        this.ledger = ledger;
        this.held = held;
        this.node = node;
        this.settings = settings;
        this.signals = signals;
    }

    /// What a step led to.
    public sealed interface Step {
        /// Orders were settled and acknowledged; there may be more.
        record Worked(int orders) implements Step {}

        /// Nothing to do.
        record Idle() implements Step {}

        /// Another node reads this lane.
        record Elsewhere() implements Step {}

        /// A store is away, the lane is being rebuilt or the epoch has moved: wait and read again.
        record Paused(String why) implements Step {}
    }

    /// Leaves the lane to the next reader.
    public void leave() {
        stream.yieldLease(node);
    }

    /// One step. A reader whose ledger did not answer has left the lane to the others, and takes it again when it does.
    public Step step() {
        if (cutOff && !ledger.answers()) {
            return new Step.Paused("the ledger does not answer this node");
        }
        cutOff = false;
        long asked = System.nanoTime();
        LaneStream.Head head = stream.read(node, settings);
        clock = new LaneClock(head.now(), asked);
        return switch (head.standing()) {
            case OPEN -> head.entries().isEmpty() ? new Step.Idle() : settle(head);
            case TAKEN -> new Step.Elsewhere();
            case RECOVERING, FENCED, COLD, NOT_RUN, UNKNOWN -> new Step.Paused("the lane is " + head.standing());
        };
    }

    private Step settle(LaneStream.Head head) {
        List<Entry.Whole> readable = new ArrayList<>();
        for (Entry entry : head.entries()) {
            switch (entry) {
                case Entry.Whole r -> readable.add(r);
                case Entry.Poison p -> {
                    Standing buried = stream.bury(head.epoch(), p.id(), p.reason());
                    if (buried != Standing.OPEN) {
                        return new Step.Paused("a poisoned entry could not be set aside");
                    }
                }
                case Entry.Newer n -> {
                    if (readable.isEmpty()) {
                        return new Step.Paused(stalled(n));
                    }
                    return write(head.epoch(), readable);
                }
            }
        }
        return readable.isEmpty() ? new Step.Worked(0) : write(head.epoch(), readable);
    }

    /// Cried once for each entry; a newer node will read it.
    private String stalled(Entry.Newer entry) {
        String why = "entry " + entry.id() + " of lane " + lane + " has form " + entry.version()
                + ", newer than this node's " + Entry.VERSION;
        if (!stalledBy.equals(entry.id())) {
            stalledBy = entry.id();
            LOG.log(System.Logger.Level.ERROR, "nothing of the lane is settled until a newer node reads it: {0}", why);
        }
        return why;
    }

    private Step write(long epoch, List<Entry.Whole> entries) {
        List<Acceptance> orders =
                entries.stream().flatMap(entry -> entry.orders().stream()).toList();
        Span span = signals.traces()
                .over(
                        SpanName.SETTLE,
                        orders.stream().map(order -> order.attempt().trace()).toList());
        try (Scope _ = span.makeCurrent()) {
            return written(epoch, entries, orders);
        } finally {
            span.end();
        }
    }

    private Step written(long epoch, List<Entry.Whole> entries, List<Acceptance> orders) {
        Measures measures = signals.measures();
        measures.settleBatch(orders.size());
        long began = System.nanoTime();
        Settled settled = ledger.settle(lane.sale(), epoch, orders, Ledger.Source.STREAM);
        measures.took(Measures.Stage.SETTLE, System.nanoTime() - began);
        return switch (settled) {
            case Settled.Done done -> acknowledge(epoch, entries, done.verdicts());
            case Settled.EpochMoved _ -> new Step.Paused("the epoch has moved");
            case Settled.Away away -> {
                cutOff = true;
                leave();
                yield new Step.Paused(away.why());
            }
            case Settled.Unfit unfit -> entries.size() > 1 ? alone(epoch, entries) : blame(epoch, entries, unfit);
        };
    }

    /// Something in the batch is wrong: each entry by itself, so that only the wrong one fails.
    private Step alone(long epoch, List<Entry.Whole> entries) {
        int worked = 0;
        for (Entry.Whole entry : entries) {
            switch (write(epoch, List.of(entry))) {
                case Step.Worked w -> worked += w.orders();
                case Step.Paused p -> {
                    return p;
                }
                case Step.Idle _ -> {}
                case Step.Elsewhere _ -> {}
            }
        }
        return new Step.Worked(worked);
    }

    /// An entry that failed alone too often is set aside with its reason; its stock stays visibly held.
    private Step blame(long epoch, List<Entry.Whole> entries, Settled.Unfit unfit) {
        String id = entries.getFirst().id();
        if (failures.merge(id, 1, Integer::sum) < settings.tries()) {
            return new Step.Idle();
        }
        failures.remove(id);
        Standing buried = stream.bury(epoch, id, unfit.reason());
        return buried == Standing.OPEN ? new Step.Worked(0) : new Step.Paused("an entry could not be set aside");
    }

    private Step acknowledge(long epoch, List<Entry.Whole> entries, List<Settled.Verdict> verdicts) {
        List<OrderId> seen = verdicts.stream()
                .map(verdict -> verdict.order().attempt().order())
                .toList();
        held.drop(seen);
        count(verdicts);
        long began = System.nanoTime();
        Standing acked = stream.ack(epoch, entries.stream().map(Entry.Whole::id).toList(), verdicts);
        signals.measures().took(Measures.Stage.ACKNOWLEDGE, System.nanoTime() - began);
        return acked == Standing.OPEN
                ? new Step.Worked(seen.size())
                : new Step.Paused("settled, but the lane did not take the acknowledgement");
    }

    private void count(List<Settled.Verdict> verdicts) {
        Measures measures = signals.measures();
        long now = System.nanoTime();
        int confirmed = 0;
        int refused = 0;
        for (Settled.Verdict verdict : verdicts) {
            confirmed += verdict.state() == OrderState.CONFIRMED ? 1 : 0;
            if (verdict.state() == OrderState.REFUSED) {
                refused++;
                var attempt = verdict.order().attempt();
                signals.traces().refused(attempt.order().value(), lane.sale().value(), attempt.trace());
            }
            measures.took(Measures.Stage.COMMIT, clock.since(verdict.order().at(), now));
        }
        measures.settled("confirmed", confirmed);
        measures.settled("refused", refused);
        measures.settled("other", verdicts.size() - confirmed - refused);
    }

    /// The lane's clock, which alone knows how long ago an order was accepted: that of this node may be wrong by hours.
    ///
    /// @param laneMillis what it said
    /// @param nanos when it was asked, by this node's monotonic clock
    private record LaneClock(long laneMillis, long nanos) {
        long since(Instant accepted, long now) {
            return Math.max(0, (laneMillis - accepted.toEpochMilli()) * 1_000_000) + (now - nanos);
        }
    }
}
