package doorbuster.admission;

import doorbuster.sale.OrderId;
import java.time.Duration;

/// Remembers over all nodes of the unit which solved challenges were used.
@FunctionalInterface
public interface SpentChallenges {
    /// Uses a challenge for an attempt, atomically, and remembers it for `ttl` (`SET NX PX` with the order as its
    /// value). The same attempt may use its challenge again, so that a try whose answer was lost can be repeated.
    ///
    /// @param challenge 64 characters of lower-case hexadecimal
    /// @param ttl at least until the challenge expires
    Spending spend(String challenge, OrderId by, Duration ttl);

    /// What became of it.
    enum Spending {
        /// It is this attempt's, now or since an earlier try.
        OURS,
        /// Another attempt used it.
        ANOTHERS,
        /// The store does not answer.
        UNKNOWN
    }
}
