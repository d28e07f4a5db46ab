package doorbuster.book;

import doorbuster.reserve.Distress;
import doorbuster.reserve.Epochs;
import doorbuster.reserve.LaneLook;
import doorbuster.reserve.Pulse;
import doorbuster.reserve.Roster;
import doorbuster.reserve.SaleLook;
import doorbuster.sale.Offer;
import doorbuster.sale.SaleId;
import doorbuster.store.Postgres;
import doorbuster.store.Sql;
import doorbuster.store.Standing;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A node's beat: it says that it lives, reads the roster, takes part in recoveries, and sees that every lane has the
/// newest configuration. Not safe for use by two threads at once.
public final class NodeWatch {
    private static final Sql LEASE = Sql.load(NodeWatch.class, "lease");
    private static final Sql LEAVE = Sql.load(NodeWatch.class, "leave");
    private final Postgres postgres;
    private final Roster roster;
    private final Epochs epochs;
    private final HandIn handIn;
    private final Distress distress;
    private final Configuration configuration;
    private final BookSettings settings;
    private final String node;
    private final String incarnation;
    private final Map<SaleId, Long> handedIn = new HashMap<>();

    /// @param node the node's name, kept over restarts
    /// @param incarnation this process, different for each start
    public NodeWatch(
            Postgres postgres,
            Roster roster,
            Epochs epochs,
            HandIn handIn,
            Distress distress,
            Configuration configuration,
            BookSettings settings,
            String node,
            String incarnation) {
        this.postgres = postgres;
        this.roster = roster;
        this.epochs = epochs;
        this.handIn = handIn;
        this.distress = distress;
        this.configuration = configuration;
        this.settings = settings;
        this.node = node;
        this.incarnation = incarnation;
    }

    /// One beat.
    ///
    /// @throws Postgres.Away when Postgres does not answer
    public void beat(Pulse pulse) {
        postgres.change(LEASE, node, incarnation, settings.nodeLease().toMillis());
        for (Offer offer : roster.refresh()) {
            follow(offer);
            long remembered = remembered(offer, pulse.look(offer.id()));
            if (remembered > offer.epoch()) {
                distress.recover(offer.id(), "Postgres is at epoch " + offer.epoch() + ", others know " + remembered);
            } else if (roster.unopened().contains(offer.id())) {
                distress.recover(offer.id(), offer.epoch() == 0 ? "it is new" : "its recovery was not finished");
            } else if (pulse.isWatched(offer)) {
                // the last look at any other sale is old, and would say the same at every beat
                Optional<SaleLook> look = pulse.look(offer.id());
                configure(offer, look);
                watchClosed(offer, look);
            }
        }
    }

    /// Takes the node out of the unit in good order.
    ///
    /// @throws Postgres.Away when Postgres does not answer
    public void leave() {
        postgres.change(LEAVE, node, incarnation);
    }

    private void follow(Offer offer) {
        SaleId sale = offer.id();
        long epoch = offer.epoch();
        if (epoch <= handedIn.getOrDefault(sale, 0L)) {
            return;
        }
        epochs.learn(sale, epoch);
        // where no recovery is under way nobody waits for this node: a word for each old sale would outlast its lease
        boolean over = !roster.unopened().contains(sale)
                || handIn.handIn(sale, epoch, orders -> HandIn.report(postgres, sale, epoch, incarnation, orders));
        if (over) {
            handedIn.put(sale, epoch);
        }
    }

    /// Whatever is known of an epoch came from Postgres: it is behind only when it was restored to an earlier point.
    private long remembered(Offer offer, Optional<SaleLook> look) {
        long inLanes = look.stream()
                .flatMap(seen -> seen.lanes().stream())
                .mapToLong(LaneLook::epoch)
                .max()
                .orElse(0);
        return Math.max(inLanes, epochs.of(offer.id()));
    }

    /// A finished recovery has opened every lane. One that is closed under its epoch all the same was lost and
    /// then met a fence that came late: it is neither cold nor fenced, and nobody else would open it. An old look
    /// does no harm: whoever leads looks again before it begins.
    private void watchClosed(Offer offer, Optional<SaleLook> look) {
        boolean closed = look.isPresent()
                && look.get().lanes().stream()
                        .anyMatch(lane -> lane.standing() == Standing.RECOVERING && lane.epoch() == offer.epoch());
        if (closed) {
            distress.recover(offer.id(), "a lane is closed although its recovery was finished");
        }
    }

    private void configure(Offer offer, Optional<SaleLook> look) {
        boolean behind = look.isPresent()
                && look.get().lanes().stream()
                        .anyMatch(lane -> lane.standing() == Standing.OPEN
                                && lane.epoch() == offer.epoch()
                                && lane.configuration() < offer.version());
        if (behind) {
            configuration.putInForce(offer);
        }
    }
}
