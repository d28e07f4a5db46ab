package doorbuster.admission;

import doorbuster.sale.OrderId;
import doorbuster.store.Reply;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import java.time.Duration;
import java.util.List;

/// Used challenges in the unit's Redis, so that one solution works once over all nodes.
public final class SharedSpentChallenges implements SpentChallenges {
    private static final Script SPEND = Script.load(SharedSpentChallenges.class, "spend");
    private final Scripts scripts;

    /// Remembers through these scripts.
    public SharedSpentChallenges(Scripts scripts) {
        this.scripts = scripts;
    }

    @Override
    public Spending spend(String challenge, OrderId by, Duration ttl) {
        Reply reply = scripts.call(
                SPEND,
                List.of("challenge:{" + challenge + "}"),
                List.of(by.value(), Long.toString(Math.max(1, ttl.toMillis()))));
        if (!(reply instanceof Reply.Done done)) {
            return Spending.UNKNOWN;
        }
        return done.text(0).equals("OURS") ? Spending.OURS : Spending.ANOTHERS;
    }
}
