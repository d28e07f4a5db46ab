package doorbuster.loadtest.model;

import static doorbuster.loadtest.model.Layout.*;
import static doorbuster.loadtest.model.World.*;

/// After settling: payment, the ends of orders, released units as a counter that never falls, and late payments.
final class Ending {
    private static final int READ = 1;
    private static final int GIVEN = 2;

    private Ending() {}

    static void steps(World w, Steps out) {
        for (int o = 0; w.bounds.endings > 0 && o < w.bounds.orders(); o++) {
            if (w.order(o, ROW) == CONFIRMED) {
                end(w, out, o);
            }
            if (w.bounds.latePayment && w.order(o, ROW) == ENDED) {
                late(w, out, o);
            }
        }
        for (int r = 0; r < w.bounds.releasers; r++) {
            switch (w.get(w.at.releaser(r, PHASE))) {
                case READ -> release(w, out, r);
                case GIVEN -> strike(w, out, r);
                default -> read(w, out, r);
            }
        }
    }

    /// One UPDATE each, with the state it starts from; the units go to the counter in the same transaction.
    private static void end(World w, Steps out, int o) {
        if (w.get(ENDINGS) == 0) {
            return;
        }
        World paid = w.copy();
        paid.put(paid.at.order(o, ROW), PAID);
        out.may(paid, "order %d is paid", o, 0);
        World ended = w.copy();
        ended.add(ENDINGS, -1);
        ended.put(ended.at.order(o, ROW), ENDED);
        ended.add(SOLD, -w.quantity(o));
        if (w.bounds.has(Rule.RELEASE_COUNTER)) {
            ended.add(PG_RELEASED, w.quantity(o));
        } else {
            ended.put(ended.at.order(o, TAG), w.get(PG_EPOCH));
        }
        out.may(ended, "order %d ends unpaid: its %d units are released", o, w.quantity(o));
    }

    private static void read(World w, Steps out, int r) {
        World next = w.copy();
        next.put(next.at.releaser(r, PHASE), READ);
        next.put(next.at.releaser(r, AT_EPOCH), w.get(PG_EPOCH));
        if (w.bounds.has(Rule.RELEASE_COUNTER)) {
            if (w.get(PG_RELEASED) != w.lane(0, RELEASED)) {
                next.put(next.at.releaser(r, RID), w.get(PG_RELEASED));
                out.must(next, "releaser %d reads that %d units were ever released", r, w.get(PG_RELEASED));
            }
            return;
        }
        for (int o = 0; o < w.bounds.orders(); o++) {
            if (w.order(o, TAG) == w.get(PG_EPOCH)) {
                next.put(next.at.releaser(r, WHICH), o);
                out.must(next.copy(), "releaser %d finds the note of order %d's units", r, o);
            }
        }
    }

    private static void release(World w, Steps out, int r) {
        World next = idle(w, r);
        out.may(next.copy(), "releaser %d dies before it tells lane %d", r, 0);
        if (w.isOpen(0, w.get(w.at.releaser(r, AT_EPOCH)))) {
            if (w.bounds.has(Rule.RELEASE_COUNTER)) {
                int total = w.get(w.at.releaser(r, RID));
                if (total > w.lane(0, RELEASED)) {
                    next.giveBack(0, total - w.lane(0, RELEASED));
                    next.put(next.at.lane(0, RELEASED), total);
                }
            } else {
                next = w.copy();
                next.giveBack(0, w.quantity(w.get(w.at.releaser(r, WHICH))));
                next.put(next.at.releaser(r, PHASE), GIVEN);
            }
        }
        out.must(next, "releaser %d tells lane %d, which has the difference now", r, 0);
    }

    private static void strike(World w, Steps out, int r) {
        World next = idle(w, r);
        out.may(next.copy(), "releaser %d dies before it strikes its note", r, 0);
        next.put(next.at.order(w.get(w.at.releaser(r, WHICH)), TAG), 0);
        out.must(next, "releaser %d strikes its note", r, 0);
    }

    private static World idle(World w, int r) {
        World next = w.copy();
        next.clear(next.at.releaser(r, PHASE), 5);
        return next;
    }

    /// A payment after the end: stored first, then a unit is reserved anew, or the money goes back.
    private static void late(World w, Steps out, int o) {
        World next = w.copy();
        int lane = w.laneOf(o);
        if (w.order(o, LATE) == 0) {
            next.put(next.at.order(o, LATE), 1);
            out.may(next, "order %d is paid too late", o, 0);
        } else if (w.order(o, LATE) == 1 && !w.bounds.has(Rule.LATE_BY_RESERVE)) {
            next.put(next.at.order(o, LATE), 2);
            if (w.get(SOLD) + w.quantity(o) <= w.bounds.allotted) {
                next.put(next.at.order(o, ROW), PAID);
                next.add(SOLD, w.quantity(o));
            }
            out.must(next, "order %d takes its units directly in Postgres", o, 0);
        } else if (w.order(o, LATE) == 1 && w.res(o) == 0 && w.entries(o) == 0 && w.isOpen(lane, w.get(PG_EPOCH))) {
            if (w.lane(lane, AVAIL) >= w.quantity(o)) {
                Buying.reserve(next, o, w.bounds.tries + 1);
                out.must(next, "order %d reserves %d units anew", o, w.quantity(o));
            } else {
                next.put(next.at.order(o, LATE), 2);
                out.must(next, "nothing is left for order %d: the money goes back", o, 0);
            }
        }
    }
}
