package doorbuster.reserve;

import doorbuster.store.Bounds;
import java.time.Duration;

/// How attempts reach the lanes.
///
/// @param perCall attempts in one script call, 1–256: one call must stay well under a millisecond
/// @param calls calls under way per lane and node, 1–256; more than a few only gain when a call takes few attempts
/// @param waiting attempts waiting per lane and node, 1–1,000,000; more are answered 503
/// @param gather how long a busy lane's next call waits until as many attempts have come as the last one carried,
///     0 – 20 ms; an idle lane is asked at once
/// @param tries how often an attempt is asked when its answer was lost, 1–5
/// @param perMinute attempts a buyer may make in a minute and sale, 1–10,000
/// @param held attempts a node holds until Postgres has them, 100–10,000,000
/// @param pulse how often a lane is looked at, 20 ms – 5 s
/// @param known orders of a quiet sale that a node remembers, to answer the others without Redis, 0–10,000,000
/// @param lookAfterwards how long a sale is still looked at that is over and has nothing left to settle, 1 s – 1 day
/// @param replicated whether nothing is called ACCEPTED before a replica has it
public record ReserveSettings(
        int perCall,
        int calls,
        int waiting,
        Duration gather,
        int tries,
        int perMinute,
        int held,
        Duration pulse,
        int known,
        Duration lookAfterwards,
        boolean replicated) {
    /// @throws IllegalArgumentException when a number is out of its bounds
    public ReserveSettings {
        Bounds.check("reserve.attempts-per-call", perCall, 1, 256);
        Bounds.check("reserve.calls-under-way", calls, 1, 256);
        Bounds.check("reserve.attempts-waiting", waiting, 1, 1_000_000);
        Bounds.check("reserve.gather-ms", gather.toMillis(), 0, 20);
        Bounds.check("reserve.tries", tries, 1, 5);
        Bounds.check("reserve.attempts-per-minute", perMinute, 1, 10_000);
        Bounds.check("reserve.held", held, 100, 10_000_000);
        Bounds.check("reserve.pulse-ms", pulse.toMillis(), 20, 5_000);
        Bounds.check("reserve.known", known, 0, 10_000_000);
        Bounds.check("reserve.look-afterwards-ms", lookAfterwards.toMillis(), 1_000, 86_400_000);
    }
}
