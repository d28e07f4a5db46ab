package doorbuster.admission;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import doorbuster.sale.BuyerId;
import doorbuster.sale.SaleId;
import java.time.InstantSource;

/// The footprints of the buyers a node has seen lately; bounded, the least used are forgotten first.
public final class Footprints {
    private record Trail(SaleId sale, BuyerId buyer) {}

    private final LoadingCache<Trail, Footprint> trails;

    /// A node that has seen nobody.
    public Footprints(RateSettings settings, InstantSource clock) {
        long windowMillis = settings.window().toMillis();
        this.trails = Caffeine.newBuilder()
                .executor(Runnable::run) // its upkeep costs less than waking another thread for it
                .maximumSize(settings.remembered())
                .build(trail -> new Footprint(settings.perBuyer(), windowMillis, clock.millis()));
    }

    /// The buyer's footprint at a sale, a fresh one when there is none.
    public Footprint of(SaleId sale, BuyerId buyer) {
        return trails.get(new Trail(sale, buyer));
    }
}
