package doorbuster.admission;

import doorbuster.sale.Offer;
import java.time.Instant;

/// Refuses on the node those a sale does not sell to. Block lists and the members of allow lists are judged by the
/// script, exactly.
public final class Eligibility {
    private static final Standing ELIGIBLE = new Standing.Eligible();
    private static final Standing NOT_LISTED = new Standing.NotListed();
    private final Members members;

    /// @param members the filters of the allow lists
    public Eligibility(Members members) {
        this.members = members;
    }

    /// Judges a caller; asks no store.
    public Standing judge(Offer offer, Caller caller, Instant now) {
        if (caller.level() < offer.minLevel()) {
            return new Standing.LevelTooLow(caller.level(), offer.minLevel());
        }
        if (offer.minAccountAgeDays() > 0) {
            long days = Risk.ageDays(caller, now);
            if (days < offer.minAccountAgeDays()) {
                return new Standing.AccountTooYoung(days, offer.minAccountAgeDays());
            }
        }
        if (offer.allowListOnly() && !members.mayHold(offer.id(), caller.buyer())) {
            return NOT_LISTED;
        }
        return ELIGIBLE;
    }
}
