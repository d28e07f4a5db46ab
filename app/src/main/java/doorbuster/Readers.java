package doorbuster;

import doorbuster.reserve.LaneLook;
import doorbuster.sale.Lane;
import doorbuster.sale.Offer;
import doorbuster.settle.LaneReader;
import doorbuster.settle.SettleSettings;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/// One loop for every lane of every sale; each reads only while this node holds the lane's lease.
final class Readers implements AutoCloseable {
    /// How long a reader goes on looking often after it last found work.
    private static final Duration WARM = Duration.ofSeconds(1);
    /// An empty lane is read this often without being asked, so that its lease is kept.
    private static final Duration COLD = Duration.ofSeconds(2);

    /// A transaction with less than this part of a full batch is a small one.
    private static final int SMALL = 2;

    private static final Duration WAIT = Duration.ofMillis(200);
    private final Function<Lane, LaneReader> make;
    private final SettleSettings settings;
    private final ConcurrentHashMap<Lane, Loop> loops = new ConcurrentHashMap<>();
    private final Queue<LaneReader> readers = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    Readers(Function<Lane, LaneReader> make, SettleSettings settings) {
        this.make = make;
        this.settings = settings;
    }

    /// Starts readers for lanes that have none.
    void follow(List<Offer> offers) {
        for (Offer offer : offers) {
            for (int i = 0; i < offer.lanes() && !closed; i++) {
                loops.computeIfAbsent(new Lane(offer.id(), i), this::start);
            }
        }
    }

    /// Something was accepted into the lane by this node.
    void accepted(Lane lane) {
        Loop loop = loops.get(lane);
        if (loop != null) {
            loop.wake();
        }
    }

    /// A look at a lane: entries that other nodes put there are to be read.
    void looked(LaneLook look) {
        if (look.queued() > 0) {
            accepted(look.lane());
        }
    }

    @Override
    public void close() {
        closed = true;
        loops.values().forEach(Loop::close);
        readers.forEach(LaneReader::leave);
    }

    private Loop start(Lane lane) {
        LaneReader reader = make.apply(lane);
        readers.add(reader);
        long[] lastWork = {System.nanoTime() - WARM.toNanos()};
        return Loop.start("settle " + lane, () -> switch (reader.step()) {
            case LaneReader.Step.Worked(int orders) -> {
                lastWork[0] = System.nanoTime();
                if (orders < settings.batch() / SMALL) {
                    // a commit costs the same for one order as for hundreds: let the next have more
                    LockSupport.parkNanos(settings.gather().toNanos());
                }
                yield Duration.ZERO;
            }
            case LaneReader.Step.Idle _ -> System.nanoTime() - lastWork[0] < WARM.toNanos() ? settings.idle() : COLD;
            case LaneReader.Step.Elsewhere _ -> settings.lease().dividedBy(4);
            case LaneReader.Step.Paused _ -> WAIT;
        });
    }
}
