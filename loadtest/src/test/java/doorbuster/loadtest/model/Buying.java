package doorbuster.loadtest.model;

import static doorbuster.loadtest.model.Layout.*;
import static doorbuster.loadtest.model.World.*;

/// Attempts, their replies and the questions of buyers: `reserve.lua`, `look.lua`, `mark.lua`, the tombstone.
final class Buying {
    private Buying() {}

    static void steps(World w, Steps out) {
        for (int o = 0; o < w.bounds.orders(); o++) {
            for (int n = 0; n < w.bounds.nodes; n++) {
                send(w, out, o, n);
                ask(w, out, o, n);
            }
            answer(w, out, o);
            look(w, out, o);
            tombstone(w, out, o);
        }
    }

    /// One call of `reserve.lua`: it has run, its reply is on the way.
    private static void send(World w, Steps out, int o, int n) {
        if (w.order(o, CALL) != 0) {
            return;
        }
        int tries = w.order(o, TRIES);
        if (!w.bounds.has(Rule.UNKNOWN_NOT_HELD) && tries < w.bounds.tries) {
            World lost = w.copy();
            lost.add(lost.at.order(o, TRIES), 1);
            lost.put(lost.at.held(n, o), tries + 1);
            out.may(lost, "node %2$d's call for order %1$d never gets to Redis: unknown", o, n);
        }
        int lane = w.laneOf(o);
        if (!w.isOpen(lane, w.get(w.at.node(n, KNOWS)))) {
            return;
        }
        World next = w.copy();
        if (w.res(o) != 0) {
            if (w.get(w.at.held(n, o)) == 0 && w.order(o, ROW) == NONE) {
                reply(next, o, n, w.res(o));
                out.may(next, "order %d is sent again, to node %d: the lane repeats its reservation", o, n);
            }
        } else if (w.seen(o) == 0 && tries < w.bounds.tries && w.lane(lane, AVAIL) >= w.quantity(o)) {
            next.add(next.at.order(o, TRIES), 1);
            reply(next, o, n, reserve(next, o, tries + 1));
            out.may(next, "node %2$d reserves order %1$d; the reply is on its way", o, n);
        }
    }

    /// What the script writes when there is enough.
    ///
    /// @return the try's number
    static int reserve(World w, int o, int random) {
        int lane = w.laneOf(o);
        int rid = random;
        if (!w.bounds.has(Rule.RANDOM_RID)) {
            w.add(w.at.lane(lane, RIDS), 1);
            rid = w.lane(lane, RIDS);
        }
        w.entries(o, w.entries(o) | 1 << rid);
        w.res(o, rid);
        w.add(w.at.lane(lane, AVAIL), -w.quantity(o));
        return rid;
    }

    private static void reply(World w, int o, int n, int rid) {
        w.put(w.at.order(o, CALL), rid);
        w.put(w.at.order(o, CALL_NODE), n);
        w.put(w.at.order(o, CALL_EPOCH), w.lane(w.laneOf(o), EPOCH));
    }

    /// The reply comes, or is lost; whoever tells ACCEPTED holds the attempt first.
    private static void answer(World w, Steps out, int o) {
        if (w.order(o, CALL) == 0) {
            return;
        }
        int n = w.order(o, CALL_NODE);
        boolean old = w.order(o, CALL_EPOCH) < w.get(w.at.node(n, KNOWS));
        World lost = w.copy();
        forget(lost, o);
        if (!w.bounds.has(Rule.UNKNOWN_NOT_HELD)) {
            lost.put(lost.at.held(n, o), w.order(o, CALL));
        }
        if (old && w.bounds.has(Rule.OLD_REPLY_UNKNOWN)) {
            out.must(lost, "node %2$d gets a reply for order %1$d from an older epoch: unknown", o, n);
            return;
        }
        out.may(lost, "the reply for order %d to node %d is lost: unknown", o, n);
        World told = w.copy();
        forget(told, o);
        told.put(told.at.held(n, o), w.order(o, CALL));
        if (w.order(o, CALL_PASSED) == 0) {
            told.tell(o, ACCEPTED);
        }
        out.must(told, "order %d is told ACCEPTED by node %d, which holds it", o, n);
    }

    static void forget(World w, int o) {
        w.clear(w.at.order(o, CALL), 3);
        w.put(w.at.order(o, CALL_PASSED), 0);
    }

    /// Postgres first.
    private static void ask(World w, Steps out, int o, int n) {
        boolean waits = w.order(o, TOLD) == ACCEPTED && w.order(o, ROW) == NONE;
        if (w.order(o, POLL) != 0 || !(w.bounds.polls || waits)) {
            return;
        }
        World next = w.copy();
        if (w.order(o, ROW) != NONE) {
            next.tellRow(o);
            out.may(next, "the buyer of order %d asks node %d and is told what its row says", o, n);
            return;
        }
        next.put(next.at.order(o, POLL), 1);
        next.put(next.at.order(o, POLL_NODE), n);
        if (waits && !answersReserved(w, o, n)) {
            out.must(next, "the buyer of order %d, told ACCEPTED, asks node %d, which finds no row", o, n);
        } else if (w.bounds.polls) {
            out.may(next, "the buyer of order %d asks node %d, which finds no row", o, n);
        }
    }

    private static boolean answersReserved(World w, int o, int n) {
        return w.isOpen(w.laneOf(o), w.get(w.at.node(n, KNOWS))) && w.res(o) != 0;
    }

    /// Then the lane, and the first half of the tombstone.
    private static void look(World w, Steps out, int o) {
        if (w.order(o, POLL) != 1) {
            return;
        }
        int n = w.order(o, POLL_NODE);
        int epoch = w.get(w.at.node(n, KNOWS));
        World next = w.copy();
        done(next, o);
        if (!w.isOpen(w.laneOf(o), epoch)) {
            out.must(next, "the lane of order %d is not open for node %d: 503", o, n);
        } else if (w.res(o) != 0) {
            next.put(next.at.held(n, o), w.res(o));
            next.tell(o, ACCEPTED);
            out.must(next, "order %d is reserved: node %d holds it and tells ACCEPTED", o, n);
        } else if (w.seen(o) == SETTLED) {
            out.must(next, "the lane knows order %d as settled, node %d says: ask again", o, n);
        } else if (!w.bounds.has(Rule.TOMBSTONE)) {
            next.tell(o, NO);
            out.must(next, "order %d is in no store, node %d tells “no”", o, n);
        } else {
            if (w.bounds.has(Rule.MARK)) {
                next.seen(o, EXPIRING);
            }
            next.put(next.at.order(o, POLL), 2);
            next.put(next.at.order(o, POLL_EPOCH), epoch);
            out.must(next, "order %d is marked in its lane under epoch %d", o, epoch);
        }
    }

    /// Its second half: durable in Postgres, under the epoch of the mark, before it is told.
    private static void tombstone(World w, Steps out, int o) {
        if (w.order(o, POLL) != 2) {
            return;
        }
        World next = w.copy();
        int epoch = w.order(o, POLL_EPOCH);
        boolean passes = epoch == w.get(PG_EPOCH) || !w.bounds.has(Rule.TOMBSTONE_EPOCH);
        if (passes && w.order(o, ROW) == NONE) {
            next.put(next.at.order(o, ROW), NEVER);
        }
        if (next.order(o, ROW) != NONE) {
            next.tellRow(o);
        }
        done(next, o);
        out.must(next, "order %d's tombstone of epoch %d goes to Postgres, and what is there is told", o, epoch);
    }

    static void done(World w, int o) {
        w.clear(w.at.order(o, POLL), 3);
    }
}
