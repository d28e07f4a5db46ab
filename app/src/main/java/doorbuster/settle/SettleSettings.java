package doorbuster.settle;

import doorbuster.store.Bounds;
import java.time.Duration;

/// How lanes are settled.
///
/// @param batch orders read and written together, 1–2,000
/// @param lease how long a lane belongs to a reader that says nothing, 1 s – 60 s; longer than a settle transaction
/// @param idle how long a reader waits between looks at an empty lane after work, 1 ms – 1 s
/// @param gather how long a reader waits after a small transaction, so that the next is larger, 0 – 200 ms
/// @param tries how often an entry may fail alone before it is set aside, 1–100
public record SettleSettings(int batch, Duration lease, Duration idle, Duration gather, int tries) {
    /// @throws IllegalArgumentException when a number is out of its bounds
    public SettleSettings {
        Bounds.check("settle.batch", batch, 1, 2_000);
        Bounds.check("settle.lease-ms", lease.toMillis(), 1_000, 60_000);
        Bounds.check("settle.idle-ms", idle.toMillis(), 1, 1_000);
        Bounds.check("settle.gather-ms", gather.toMillis(), 0, 200);
        Bounds.check("settle.tries", tries, 1, 100);
    }
}
