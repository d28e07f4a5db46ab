package doorbuster;

import doorbuster.reserve.LaneLook;
import doorbuster.sale.Lane;
import doorbuster.sale.Offer;
import doorbuster.sale.SaleId;
import doorbuster.settle.LaneReader;
import doorbuster.settle.SettleSettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/// One loop for every lane of every sale that is watched; each reads only while this node holds the lane's lease.
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
    private final ConcurrentHashMap<Lane, Reading> readings = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /// One lane's loop and what it turns.
    private record Reading(Loop loop, LaneReader reader) {}

    Readers(Function<Lane, LaneReader> make, SettleSettings settings) {
        this.make = make;
        this.settings = settings;
    }

    /// Starts readers for lanes of these sales that have none, and ends those of all others.
    void follow(List<Offer> offers) {
        Set<SaleId> sales = new HashSet<>();
        for (Offer offer : offers) {
            sales.add(offer.id());
            for (int i = 0; i < offer.lanes() && !closed; i++) {
                readings.computeIfAbsent(new Lane(offer.id(), i), this::start);
            }
        }
        readings.entrySet().removeIf(reading -> {
            boolean gone = !sales.contains(reading.getKey().sale());
            if (gone) {
                // the lane's lease ends by itself
                reading.getValue().loop().end();
            }
            return gone;
        });
    }

    /// How many lanes are read.
    int size() {
        return readings.size();
    }

    /// Something was accepted into the lane by this node.
    void accepted(Lane lane) {
        Reading reading = readings.get(lane);
        if (reading != null) {
            reading.loop().wake();
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
        readings.values().forEach(reading -> reading.loop().close());
        readings.values().forEach(reading -> reading.reader().leave());
    }

    private Reading start(Lane lane) {
        LaneReader reader = make.apply(lane);
        long[] lastWork = {System.nanoTime() - WARM.toNanos()};
        Loop loop = Loop.start("settle " + lane, () -> switch (reader.step()) {
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
        return new Reading(loop, reader);
    }
}
