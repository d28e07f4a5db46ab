package doorbuster.attempts;

import doorbuster.sale.Lane;
import doorbuster.sale.Offer;
import doorbuster.sale.SaleId;
import doorbuster.store.Reply;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/// What attempts were answered in the last day.
///
/// What a store was asked for is kept in the sale's lanes: noted in memory and written beside the requests, hundreds to
/// a call, so that noting costs an attempt no round trip; a log that is full or cannot be written loses lines, which
/// are counted, and nothing else. The hopeless, whom a node refuses without asking a store, must not cost one
/// afterwards either: their attempts stay in the memory of the node that answered, the newest 32,768.
public final class AttemptLog {
    private static final Script NOTE = Script.load(AttemptLog.class, "note");
    private static final Script RECALL = Script.load(AttemptLog.class, "recall");
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int WAITING = 50_000;
    /// Attempts of one call, and of one entry of the log.
    private static final int PER_CALL = 250;
    /// Entries of a lane's log: at most 250,000 attempts, about 25 MB.
    private static final int ENTRIES = 1_000;

    /// Outcomes that need a store, or could have: whatever else is refused early.
    private static final Set<String> SHARED =
            Set.of("accepted", "known", "over-limit", "not-enough", "idempotency-conflict", "unavailable");

    private static final int REMEMBERED = 32_768;
    private static final int PAGE = 16;
    private static final int MOST_TOLD = 500;
    private final Scripts scripts;
    private final ArrayBlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(WAITING);
    private final AtomicReferenceArray<Early> early = new AtomicReferenceArray<>(REMEMBERED);
    private final AtomicInteger next = new AtomicInteger();
    private final LongAdder written = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder failed = new LongAdder();

    private record Waiting(Lane lane, Noted noted) {}

    private record Early(SaleId sale, Noted noted) {}

    /// Writes with these scripts.
    public AttemptLog(Scripts scripts) {
        this.scripts = scripts;
    }

    /// Notes an attempt; never waits.
    public void note(Offer offer, Noted noted) {
        if (!SHARED.contains(noted.outcome())) {
            early.set(next.getAndIncrement() & (REMEMBERED - 1), new Early(offer.id(), noted));
        } else if (!waiting.offer(new Waiting(lane(offer, noted.buyer()), noted))) {
            dropped.increment();
        }
    }

    /// Writes what was noted since the last beat. Not safe for use by two threads at once.
    public void beat() {
        List<Waiting> all = new ArrayList<>();
        waiting.drainTo(all);
        Map<Lane, List<String>> byLane = new HashMap<>();
        for (Waiting one : all) {
            byLane.computeIfAbsent(one.lane(), _ -> new ArrayList<>())
                    .add(one.noted().line());
        }
        byLane.forEach(this::write);
    }

    /// The attempts of a buyer in a sale, oldest first, the newest 500 at most: those that asked a store, and those
    /// that this node refused early.
    ///
    /// @throws Unreadable when Redis does not answer
    public List<Noted> of(Offer offer, String buyer) {
        List<Noted> found = new ArrayList<>();
        String from = "-";
        for (int pages = 0; pages <= ENTRIES && !from.isEmpty(); pages++) {
            Reply reply = scripts.call(
                    RECALL, List.of(lane(offer, buyer).key("log")), List.of(from, buyer, Integer.toString(PAGE)));
            if (!(reply instanceof Reply.Done done)) {
                throw new Unreadable();
            }
            from = done.text(1);
            for (int i = 2; i < done.size(); i++) {
                Noted.read(done.text(i)).ifPresent(found::add);
            }
        }
        Instant oldest = Instant.now().minus(KEPT);
        IntStream.range(0, REMEMBERED)
                .mapToObj(early::get)
                .filter(one -> one != null && one.sale().equals(offer.id()))
                .map(Early::noted)
                .filter(noted -> noted.buyer().equals(buyer) && noted.at().isAfter(oldest))
                .forEach(found::add);
        found.sort(Comparator.comparing(Noted::at));
        return found.subList(Math.max(0, found.size() - MOST_TOLD), found.size());
    }

    /// Attempts written by this node.
    public long written() {
        return written.sum();
    }

    /// Attempts not written because too many waited.
    public long dropped() {
        return dropped.sum();
    }

    /// Attempts not written because Redis did not take them.
    public long failed() {
        return failed.sum();
    }

    private void write(Lane lane, List<String> lines) {
        for (int from = 0; from < lines.size(); from += PER_CALL) {
            List<String> some = lines.subList(from, Math.min(from + PER_CALL, lines.size()));
            List<String> args = new ArrayList<>(some.size() + 2);
            args.add(Integer.toString(ENTRIES));
            args.add(Long.toString(KEPT.toMillis()));
            args.addAll(some);
            Reply reply = scripts.call(NOTE, List.of(lane.key("log")), args);
            (reply instanceof Reply.Done ? written : failed).add(some.size());
        }
    }

    /// A buyer's attempts lie together, whichever lane their orders belong to.
    private static Lane lane(Offer offer, String buyer) {
        SaleId sale = offer.id();
        return new Lane(sale, Math.floorMod(buyer.hashCode(), Math.max(1, offer.lanes())));
    }

    /// Redis does not answer.
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable() {
            super("the attempt log cannot be read now");
        }
    }
}
