package doorbuster.loadtest.model;

import static doorbuster.loadtest.model.Layout.*;
import static doorbuster.loadtest.model.World.*;

/// Readers of the streams: `read.lua`, the guarded transaction, `ack.lua`; a reader may die between any two of them.
final class Settling {
    private static final int READ = 1;
    private static final int COMMITTED = 2;
    // verdicts
    private static final int KEEP = 1;
    private static final int BACK = 2;

    private Settling() {}

    static void steps(World w, Steps out) {
        for (int r = 0; r < w.bounds.readers; r++) {
            switch (w.get(w.at.reader(r, PHASE))) {
                case READ -> commit(w, out, r);
                case COMMITTED -> acknowledge(w, out, r);
                default -> read(w, out, r);
            }
        }
    }

    /// Any entry, in any order: more than a stream allows, so what holds here holds there. Reading is not refused
    /// while recovering; the code is stricter.
    private static void read(World w, Steps out, int r) {
        for (int o = 0; o < w.bounds.orders(); o++) {
            int lane = w.laneOf(o);
            for (int rid = 1; w.entries(o) >> rid != 0 && w.isOurs(lane, w.lane(lane, EPOCH)); rid++) {
                if ((w.entries(o) >> rid & 1) == 1) {
                    World next = w.copy();
                    next.put(next.at.reader(r, PHASE), READ);
                    next.put(next.at.reader(r, AT_EPOCH), w.lane(lane, EPOCH));
                    next.put(next.at.reader(r, WHICH), o);
                    next.put(next.at.reader(r, RID), rid);
                    out.must(next, "reader %d reads the entry of order %d", r, o);
                }
            }
        }
    }

    private static void commit(World w, Steps out, int r) {
        int o = w.get(w.at.reader(r, WHICH));
        int rid = w.get(w.at.reader(r, RID));
        out.may(idle(w, r), "reader %d dies before COMMIT of order %d", r, o);
        if (w.get(w.at.reader(r, AT_EPOCH)) != w.get(PG_EPOCH) && w.bounds.has(Rule.SETTLE_EPOCH)) {
            out.must(idle(w, r), "reader %d is told at COMMIT of order %d that the epoch has moved", r, o);
            return;
        }
        World next = w.copy();
        settle(next, o, rid);
        next.put(next.at.reader(r, PHASE), COMMITTED);
        next.put(next.at.reader(r, VERDICT), verdict(next, o, rid));
        out.must(next, "reader %d commits order %d", r, o);
    }

    /// The guarded transaction, for an entry or for what a node hands in.
    static void settle(World w, int o, int rid) {
        int row = w.order(o, ROW);
        boolean fits = w.get(SOLD) + w.quantity(o) <= w.bounds.allotted || !w.bounds.has(Rule.GUARD);
        if (row == NONE) {
            w.put(w.at.order(o, ROW), fits ? CONFIRMED : REFUSED);
            w.put(w.at.order(o, ROW_RID), rid);
            w.add(SOLD, fits ? w.quantity(o) : 0);
        } else if (row == ENDED && w.order(o, LATE) == 1 && w.order(o, ROW_RID) != rid) {
            w.put(w.at.order(o, LATE), 2);
            w.put(w.at.order(o, ROW), fits ? PAID : ENDED);
            w.put(w.at.order(o, ROW_RID), fits ? rid : w.order(o, ROW_RID));
            w.add(SOLD, fits ? w.quantity(o) : 0);
        } else if (!w.bounds.has(Rule.ROW_ONCE) && fits) {
            w.add(SOLD, w.quantity(o));
        }
    }

    private static int verdict(World w, int o, int rid) {
        int row = w.order(o, ROW);
        boolean counted =
                w.bounds.has(Rule.ACK_BY_RID) ? w.order(o, ROW_RID) == rid && !w.isNo(row) : w.holdsStock(row);
        return counted ? KEEP : BACK;
    }

    private static void acknowledge(World w, Steps out, int r) {
        int o = w.get(w.at.reader(r, WHICH));
        int rid = w.get(w.at.reader(r, RID));
        int epoch = w.get(w.at.reader(r, AT_EPOCH));
        int lane = w.laneOf(o);
        World next = idle(w, r);
        out.may(next.copy(), "reader %d dies after COMMIT, before it acknowledges order %d", r, o);
        if (!w.isOurs(lane, epoch) || (w.lane(lane, OPEN) == 0 && w.bounds.has(Rule.ACK_WHEN_OPEN))) {
            out.must(next, "reader %d's acknowledgement of order %d is refused", r, o);
            return;
        }
        if (w.bounds.has(Rule.ACK_BY_RID) ? w.res(o) == rid : w.res(o) != 0) {
            next.res(o, 0);
            next.seen(o, SETTLED);
            if (w.get(w.at.reader(r, VERDICT)) == BACK) {
                next.giveBack(lane, w.quantity(o));
            }
        }
        next.entries(o, w.entries(o) & ~(1 << rid));
        out.must(next, "reader %d acknowledges order %d", r, o);
    }

    private static World idle(World w, int r) {
        World next = w.copy();
        next.clear(next.at.reader(r, PHASE), 5);
        return next;
    }
}
