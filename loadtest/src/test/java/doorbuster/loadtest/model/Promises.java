package doorbuster.loadtest.model;

import static doorbuster.loadtest.model.Layout.*;
import static doorbuster.loadtest.model.World.*;

import org.jspecify.annotations.Nullable;

/// The promises of the README, as far as a state can keep or break them.
final class Promises {
    static final int NO_TURNED = 1;
    static final int SOLD_OUT_UNTRUE = 2;
    static final int ACCEPTED_LOST = 3;

    private Promises() {}

    /// What is broken in any state.
    static @Nullable String broken(World w) {
        if (w.get(SOLD) > w.bounds.allotted) {
            return "P1: more is sold than was allotted";
        }
        if (w.get(BROKEN) == NO_TURNED) {
            return "P2: a “no” was followed by another answer";
        }
        if (w.get(BROKEN) == SOLD_OUT_UNTRUE) {
            return "P6: sold-out was told, and at no moment of the look was nothing left";
        }
        if (w.get(BROKEN) == ACCEPTED_LOST) {
            return "P3: an order told ACCEPTED was told “no” under " + w.faults() + " faults";
        }
        int rows = 0;
        for (int o = 0; o < w.bounds.orders(); o++) {
            int row = w.order(o, ROW);
            int told = w.order(o, TOLD);
            rows += w.holdsStock(row) ? w.quantity(o) : 0;
            if (told == YES && (row == NONE || w.isNo(row))) {
                return "P2: an order told CONFIRMED is lost";
            }
            if (told == NO && w.holdsStock(row) && !w.bounds.latePayment) {
                return "P2: an order told “no” is CONFIRMED";
            }
            if (told == ACCEPTED && w.isNo(row) && w.faults() <= 1) {
                return "P3: an order told ACCEPTED was refused under " + w.faults() + " faults";
            }
        }
        return rows == w.get(SOLD) ? null : "P4: an order is counted twice";
    }

    /// What is broken in a state in which nothing is owed any more.
    static @Nullable String brokenAtRest(World w) {
        int sum = w.get(SOLD) + Transfers.units(w) + w.get(PG_RELEASED) - w.lane(0, RELEASED);
        for (int o = 0; o < w.bounds.orders(); o++) {
            if (w.order(o, TOLD) == ACCEPTED && w.order(o, ROW) == NONE) {
                return "P3: an order told ACCEPTED never gets a final state";
            }
            if (w.res(o) != 0) {
                return "P5: units stay reserved for ever";
            }
        }
        return sum == w.bounds.allotted
                ? null
                : "P5: " + sum + " units are accounted for, " + w.bounds.allotted + " allotted";
    }
}
