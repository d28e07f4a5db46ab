package doorbuster.book;

import doorbuster.sale.Lane;
import doorbuster.sale.Offer;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import doorbuster.store.Standing;
import java.util.ArrayList;
import java.util.List;

/// Puts a sale's configuration in force in its lanes.
public final class Configuration {
    private static final Script CONFIGURE = Script.load(Configuration.class, "configure");
    private static final String DRAINING = "DRAINING";
    private final Scripts scripts;

    /// Speaks to lanes through these scripts.
    public Configuration(Scripts scripts) {
        this.scripts = scripts;
    }

    /// Tells every lane; a lane that knows a newer version keeps it.
    ///
    /// @return whether all lanes have it in force now
    public boolean putInForce(Offer offer) {
        boolean all = true;
        for (int i = 0; i < offer.lanes(); i++) {
            List<String> args = new ArrayList<>(List.of(Long.toString(offer.epoch())));
            args.addAll(args(offer));
            all &= Standing.of(scripts.call(CONFIGURE, List.of(new Lane(offer.id(), i).key("st")), args))
                    == Standing.OPEN;
        }
        return all;
    }

    /// In a unit that is drained no lane takes anything, whatever the nodes know that ask it.
    private static String position(Offer offer) {
        return offer.draining() && offer.position() != Offer.Switch.CLOSED
                ? DRAINING
                : offer.position().name();
    }

    /// Version, window, switch, limit, list and price, as the scripts take them.
    static List<String> args(Offer offer) {
        return List.of(
                Long.toString(offer.version()),
                Long.toString(offer.opensAt().toEpochMilli()),
                Long.toString(offer.closesAt().toEpochMilli()),
                position(offer),
                Integer.toString(offer.perBuyerLimit()),
                offer.allowListOnly() ? "1" : "0",
                Long.toString(offer.priceMinor()));
    }
}
