package doorbuster.reserve;

import java.time.Duration;
import java.time.Instant;

/// A node's last look at the lanes of a sale.
///
/// @param now the unit's one clock (that of Redis) at this moment, as far as this node knows it
/// @param available units free to be taken, over all lanes; 0 when not known
/// @param phase whether the lanes can be trusted
/// @param age how old the look is
public record Glance(Instant now, long available, Phase phase, Duration age) {
    /// What the last look said of the lanes.
    public enum Phase {
        /// All lanes are open under the sale's epoch.
        OPEN,
        /// At least one lane is being rebuilt or must be.
        RECOVERING,
        /// Redis has not answered, or not lately.
        UNKNOWN
    }
}
