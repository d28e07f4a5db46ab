package doorbuster.loadtest.model;

import static doorbuster.loadtest.model.Layout.*;
import static doorbuster.loadtest.model.World.*;

/// What nodes hold and hand in, and everything that can die.
final class Nodes {
    private Nodes() {}

    static void steps(World w, Steps out) {
        for (int n = 0; n < w.bounds.nodes; n++) {
            if (w.get(w.at.node(n, KNOWS)) < w.get(PG_EPOCH)) {
                World next = w.copy();
                next.put(next.at.node(n, KNOWS), w.get(PG_EPOCH));
                out.must(next, "node %d learns epoch %d", n, w.get(PG_EPOCH));
            } else {
                handIn(w, out, n);
            }
            dropUnseen(w, out, n);
            crash(w, out, n);
        }
        for (int l = 0; l < w.bounds.lanes; l++) {
            lose(w, out, l);
        }
    }

    /// All that is held goes straight to Postgres, while the window is open and not later; then the node says so.
    private static void handIn(World w, Steps out, int n) {
        boolean window = w.get(GATHERING) == 1 || !w.bounds.has(Rule.HAND_IN_WINDOW);
        if (w.get(w.at.node(n, REPORTED)) == 1 || !window) {
            return;
        }
        World next = w.copy();
        int count = 0;
        for (int o = 0; o < w.bounds.orders(); o++) {
            int rid = w.get(w.at.held(n, o));
            if (rid != 0) {
                Settling.settle(next, o, rid);
                next.put(next.at.held(n, o), 0);
                count++;
            }
        }
        if (count > 0) {
            out.must(next, "node %d hands in the %d orders it holds", n, count);
        } else {
            next.put(next.at.node(n, REPORTED), 1);
            out.must(next, "node %d reports that it holds nothing any more", n, 0);
        }
    }

    private static void dropUnseen(World w, Steps out, int n) {
        for (int o = 0; !w.bounds.has(Rule.DROP_ON_ROW) && o < w.bounds.orders(); o++) {
            if (w.get(w.at.held(n, o)) != 0 && w.res(o) == 0) {
                World next = w.copy();
                next.put(next.at.held(n, o), 0);
                out.may(next, "node %d drops order %d, which it finds in no lane", n, o);
            }
        }
    }

    /// The node is replaced by a fresh one, which holds nothing.
    private static void crash(World w, Steps out, int n) {
        if (w.get(CRASHES) == 0) {
            return;
        }
        World next = w.copy();
        next.add(CRASHES, -1);
        next.put(next.at.node(n, KNOWS), w.get(PG_EPOCH));
        next.put(next.at.node(n, REPORTED), 1);
        for (int o = 0; o < w.bounds.orders(); o++) {
            next.put(next.at.held(n, o), 0);
            if (w.order(o, CALL) != 0 && w.order(o, CALL_NODE) == n) {
                Buying.forget(next, o);
            }
            if (w.order(o, POLL) != 0 && w.order(o, POLL_NODE) == n) {
                Buying.done(next, o);
            }
        }
        out.may(next, "node %d is killed with all it holds", n, 0);
    }

    private static void lose(World w, Steps out, int l) {
        if (w.get(FAILOVERS) > 0) {
            World copied = w.copy();
            copied.replicate(l);
            out.may(copied, "the replica of lane %d has caught up", l, 0);
            World taken = w.copy();
            taken.add(FAILOVERS, -1);
            System.arraycopy(w.cells, w.at.replica(l), taken.cells, w.at.lane(l, 0), w.at.laneSize);
            if (w.bounds.has(Rule.RUN_ID)) {
                taken.put(taken.at.lane(l, BOUND), 0);
            }
            out.may(taken, "the primary of lane %d dies, its replica takes over with what it has", l, 0);
        }
        if (w.get(LOSSES) > 0) {
            World empty = w.copy();
            empty.add(LOSSES, -1);
            empty.clear(empty.at.lane(l, 0), empty.at.laneSize);
            empty.clear(empty.at.replica(l), empty.at.laneSize);
            out.may(empty, "the primary of lane %d comes back empty", l, 0);
        }
    }
}
