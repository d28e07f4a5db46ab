package doorbuster.reserve;

import doorbuster.sale.Lane;
import doorbuster.store.Reply;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import doorbuster.store.Standing;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// One look at one lane.
///
/// @param seen when it was seen, by this node's monotonic clock, nanoseconds
/// @param now the lane's clock
/// @param ups raised whenever units came back to the lane
/// @param configuration version of the sale's configuration that is in force
/// @param queued entries in the stream
/// @param oldest when the oldest of them was written; the epoch of time when there is none
/// @param buried dead letters
/// @param onTheWay units on their way to another lane
/// @param form of the oldest entry; one of a newer form than this node reads keeps all behind it waiting
public record LaneLook(
        Lane lane,
        Standing standing,
        long epoch,
        long seen,
        Instant now,
        long available,
        long ups,
        long configuration,
        long queued,
        Instant oldest,
        long buried,
        long onTheWay,
        int form) {
    private static final Script PULSE = Script.load(LaneLook.class, "pulse");

    /// Looks at a lane under an epoch.
    public static CompletionStage<LaneLook> at(Scripts scripts, Lane lane, long epoch) {
        List<String> keys = List.of(lane.key("st"), lane.key("q"), lane.key("dead"));
        return scripts.run(PULSE, keys, List.of(Long.toString(epoch)))
                .thenApply(reply -> read(lane, reply, scripts.nanos()));
    }

    private static LaneLook read(Lane lane, Reply reply, long seen) {
        if (!(reply instanceof Reply.Done done)) {
            return new LaneLook(lane, Standing.of(reply), 0, seen, Instant.EPOCH, 0, 0, 0, 0, Instant.EPOCH, 0, 0, 0);
        }
        return new LaneLook(
                lane,
                Standing.of(reply),
                done.text(1).isEmpty() ? 0 : done.number(1),
                seen,
                Instant.ofEpochMilli(done.number(2)),
                done.number(3),
                done.number(4),
                done.number(5),
                done.number(6),
                Instant.ofEpochMilli(done.number(7)),
                done.number(8),
                done.number(9),
                (int) done.number(10));
    }
}
