package doorbuster.loadtest.model;

import static doorbuster.loadtest.model.Layout.*;
import static doorbuster.loadtest.model.World.*;

/// The recovery: epoch in Postgres, fence, hand-in, streams, one reading of Postgres, rebuild, open; lane after lane,
/// and its leader may die between any two steps. A step that is refused starts over with a new epoch.
final class Recovering {
    private static final int FENCE = 1;
    private static final int GATHER = 2;
    private static final int STREAMS = 3;
    private static final int SNAPSHOT = 4;
    private static final int REBUILD = 5;
    private static final int REOPEN = 6;

    private Recovering() {}

    static void steps(World w, Steps out) {
        int step = w.get(STEP);
        if (step == 0) {
            begin(w, out);
            return;
        }
        if (w.get(SPONTANEOUS) > 0) {
            out.may(startOver(w, SPONTANEOUS), "the leader of epoch %d dies at step %d", w.get(LED_EPOCH), step);
        }
        int lane = w.get(LED_LANE);
        if (step != FENCE
                && step != GATHER
                && step != SNAPSHOT
                && !w.isRecovering(lane, w.get(LED_EPOCH))
                && !goesOn(w, lane)) {
            out.must(startOver(w, -1), "lane %d refuses step %d: start over", lane, step);
            return;
        }
        World next = w.copy();
        switch (step) {
            case FENCE -> fence(next, out, lane);
            case GATHER -> close(next, out);
            case STREAMS -> read(next, out, lane);
            case SNAPSHOT -> snapshot(next, out);
            case REBUILD -> rebuild(w, next, out, lane);
            default -> reopen(next, out, lane);
        }
    }

    private static void begin(World w, Steps out) {
        boolean needed = !w.allOpen();
        if (!needed && w.get(SPONTANEOUS) == 0) {
            return;
        }
        if (w.get(PG_EPOCH) > w.bounds.recoveries) {
            out.cutShort();
            return;
        }
        World next = w.copy();
        next.add(PG_EPOCH, 1);
        next.put(GATHERING, 1);
        next.put(STEP, FENCE);
        next.put(LED_EPOCH, next.get(PG_EPOCH));
        for (int n = 0; n < w.bounds.nodes; n++) {
            next.put(next.at.node(n, REPORTED), 0);
        }
        if (needed) {
            out.must(next, "a recovery begins: epoch %d is committed", next.get(PG_EPOCH), 0);
        } else {
            next.add(SPONTANEOUS, -1);
            out.may(next, "a recovery begins without need: epoch %d is committed", next.get(PG_EPOCH), 0);
        }
    }

    /// Without the rule that a recovery covers all lanes, a sound lane only learns the epoch and sells on.
    private static boolean goesOn(World w, int lane) {
        return !w.bounds.has(Rule.ALL_LANES) && w.isOpen(lane, w.get(LED_EPOCH));
    }

    private static World startOver(World w, int budget) {
        World next = w.copy();
        if (budget >= 0) {
            next.add(budget, -1);
        }
        clear(next);
        return next;
    }

    private static void clear(World w) {
        w.clear(STEP, 5);
        for (int o = 0; o < w.bounds.orders(); o++) {
            w.clear(w.at.order(o, LED_RES), 2);
        }
    }

    private static void fence(World w, Steps out, int lane) {
        boolean sound = w.isOpen(lane, w.get(LED_EPOCH) - 1);
        w.put(w.at.lane(lane, EPOCH), w.get(LED_EPOCH));
        w.put(w.at.lane(lane, BOUND), 1);
        if (w.bounds.has(Rule.ALL_LANES) || !sound) {
            w.put(w.at.lane(lane, OPEN), 0);
        }
        if (!w.bounds.has(Rule.STREAM_BEFORE_POSTGRES) && lane == 0) {
            readPostgres(w);
        }
        advance(w, lane, GATHER);
        out.must(w, "lane %d is fenced under epoch %d", lane, w.get(LED_EPOCH));
    }

    private static void advance(World w, int lane, int then) {
        boolean last = lane + 1 == w.bounds.lanes;
        w.put(LED_LANE, last ? 0 : lane + 1);
        w.put(STEP, last ? then : w.get(STEP));
    }

    private static void close(World w, Steps out) {
        int missing = 0;
        for (int n = 0; n < w.bounds.nodes; n++) {
            missing += 1 - w.get(w.at.node(n, REPORTED));
        }
        w.put(GATHERING, 0);
        w.put(STEP, STREAMS);
        if (missing == 0) {
            out.must(w, "all nodes have handed in: the window closes", 0, 0);
        } else if (!w.bounds.has(Rule.ALL_HANDED_IN)) {
            out.may(w, "the window closes though %d nodes have not handed in", missing, 0);
        } else if (w.get(SLOW) > 0) {
            w.add(SLOW, -1);
            out.may(w, "the window ends, and %d nodes have missed it", missing, 0);
        }
    }

    private static void read(World w, Steps out, int lane) {
        for (int o = 0; o < w.bounds.orders(); o++) {
            if (w.laneOf(o) == lane) {
                w.put(w.at.order(o, LED_RES), w.entries(o));
            }
        }
        advance(w, lane, SNAPSHOT);
        out.must(w, "the stream of lane %d is read", lane, 0);
    }

    private static void readPostgres(World w) {
        w.put(FREE, w.bounds.allotted - w.get(SOLD));
        w.put(LED_RELEASED, w.get(PG_RELEASED));
        for (int o = 0; o < w.bounds.orders(); o++) {
            w.put(w.at.order(o, LED_SEEN), w.order(o, ROW) == NONE ? 0 : SETTLED);
        }
    }

    /// Reservations are exactly the entries without a row; a late payment's entry has the row of an earlier try.
    private static void snapshot(World w, Steps out) {
        if (w.bounds.has(Rule.STREAM_BEFORE_POSTGRES)) {
            readPostgres(w);
        }
        for (int o = 0; o < w.bounds.orders(); o++) {
            int read = w.order(o, LED_RES);
            int counted = w.order(o, LATE) == 1 ? read & ~(1 << w.order(o, ROW_RID)) : 0;
            int open = w.order(o, LED_SEEN) == 0 ? read : counted;
            w.put(w.at.order(o, LED_RES), open == 0 ? 0 : Integer.numberOfTrailingZeros(open));
            if (open != 0 && w.bounds.has(Rule.REBUILD_LESS_RESERVED)) {
                w.add(FREE, -w.quantity(o));
            }
        }
        refuseSurplus(w);
        w.put(STEP, REBUILD);
        out.must(w, "Postgres is read once: %d sold, %d free", w.get(SOLD), w.get(FREE));
    }

    /// What was handed in may have taken the units of entries: these are refused for good, before lanes are filled.
    private static void refuseSurplus(World w) {
        for (int o = w.bounds.orders() - 1; o >= 0 && w.bounds.has(Rule.SURPLUS_REFUSED); o--) {
            if (w.get(FREE) < 0 && w.order(o, LED_RES) != 0 && w.order(o, ROW) == NONE) {
                w.put(w.at.order(o, ROW), REFUSED);
                w.put(w.at.order(o, ROW_RID), w.order(o, LED_RES));
                w.put(w.at.order(o, LED_RES), 0);
                w.put(w.at.order(o, LED_SEEN), SETTLED);
                w.add(FREE, w.quantity(o));
            }
        }
    }

    private static void rebuild(World before, World w, Steps out, int lane) {
        if (goesOn(before, lane)) {
            advance(w, lane, REOPEN);
            out.must(w, "lane %d is left as it is", lane, 0);
            return;
        }
        for (int o = 0; o < w.bounds.orders(); o++) {
            if (w.laneOf(o) == lane) {
                w.res(o, w.order(o, LED_RES));
                w.seen(o, w.order(o, LED_SEEN));
            }
        }
        w.put(w.at.lane(lane, AVAIL), share(before, lane));
        w.put(w.at.lane(lane, RELEASED), w.get(w.bounds.has(Rule.RELEASED_IN_SNAPSHOT) ? LED_RELEASED : PG_RELEASED));
        w.clear(w.at.lane(lane, RIDS), 5);
        advance(w, lane, REOPEN);
        out.must(w.copy(), "lane %d is rebuilt with %d units", lane, w.lane(lane, AVAIL));
        if (!w.bounds.has(Rule.REBUILD_ONCE)) {
            for (int o = 0; o < w.bounds.orders(); o++) {
                w.clear(w.at.res(lane, o), 2);
            }
            out.may(w, "lane %d is rebuilt, the reply is lost, and it is rebuilt again from nothing", lane, 0);
        }
    }

    private static int share(World w, int lane) {
        int lanes = w.bounds.lanes;
        int free = w.get(FREE);
        if (!w.bounds.has(Rule.ALL_LANES)) {
            for (int l = 0; l < lanes; l++) {
                free -= goesOn(w, l) ? w.lane(l, AVAIL) : 0;
            }
            return Math.max(0, free);
        }
        int whole = Math.max(0, free);
        return whole / lanes + (lane < whole % lanes ? 1 : 0);
    }

    private static void reopen(World w, Steps out, int lane) {
        w.put(w.at.lane(lane, OPEN), 1);
        advance(w, lane, 0);
        if (w.get(STEP) == 0) {
            clear(w);
        }
        out.must(w, "lane %d is open again", lane, 0);
    }
}
