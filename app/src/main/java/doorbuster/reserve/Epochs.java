package doorbuster.reserve;

import doorbuster.sale.SaleId;
import java.util.concurrent.ConcurrentHashMap;

/// The highest epoch this node knows of each sale. It only grows.
///
/// The order matters: whoever accepts holds the attempt first and reads the epoch afterwards; whoever hands in raises
/// the epoch first and collects the held attempts afterwards. So no acceptance under an older epoch slips between.
public final class Epochs {
    private final ConcurrentHashMap<SaleId, Long> known = new ConcurrentHashMap<>();

    /// The highest epoch known, 0 when none.
    public long of(SaleId sale) {
        return known.getOrDefault(sale, 0L);
    }

    /// Learns an epoch; a lower one than known changes nothing.
    public void learn(SaleId sale, long epoch) {
        known.merge(sale, epoch, Math::max);
    }
}
