package doorbuster.book;

import doorbuster.reserve.Distress;
import doorbuster.reserve.Roster;
import doorbuster.sale.Offer;
import doorbuster.store.Postgres;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Brings a change that Postgres has recorded to the lanes, and says how far it came.
public final class Announcement {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration MOMENT = Duration.ofMillis(15);
    private final Roster roster;
    private final Configuration configuration;
    private final Distress distress;
    private final Runnable released;

    /// @param released wakes whoever brings added stock to the lanes
    public Announcement(Roster roster, Configuration configuration, Distress distress, Runnable released) {
        this.roster = roster;
        this.configuration = configuration;
        this.distress = distress;
        this.released = released;
    }

    /// Tells all lanes of the change; a sale that is new, or lost stock, is opened by a recovery first.
    Ruling announce(Offer changed) {
        released.run();
        try {
            roster.refresh();
            Offer offer = opened(changed);
            return !roster.unopened().contains(offer.id()) && configuration.putInForce(offer)
                    ? new Ruling.InForce(offer)
                    : new Ruling.Recorded(offer, "the lanes do not answer yet");
        } catch (Postgres.Away e) {
            return new Ruling.Recorded(changed, String.valueOf(e.getMessage()));
        }
    }

    private Offer opened(Offer changed) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (roster.unopened().contains(changed.id()) && System.nanoTime() < until) {
            distress.recover(changed.id(), "it was created or changed");
            LockSupport.parkNanos(MOMENT.toNanos());
            roster.refresh();
        }
        return roster.find(changed.id()).orElse(changed);
    }
}
