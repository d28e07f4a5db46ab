package doorbuster.loadtest.model;

import static doorbuster.loadtest.model.Layout.*;

import java.util.Arrays;

/// One state of the modelled unit: its Redis lanes, its Postgres, its nodes and what buyers were told.
final class World {
    // rows
    static final int NONE = 0;
    static final int CONFIRMED = 1;
    static final int PAID = 2;
    static final int ENDED = 3;
    static final int REFUSED = 4;
    static final int NEVER = 5;
    // told
    static final int ACCEPTED = 1;
    static final int YES = 2;
    static final int NO = 3;
    // what a lane knows of an order without a reservation
    static final int EXPIRING = 1;
    static final int SETTLED = 2;
    final Bounds bounds;
    final Layout at;
    final int[] cells;

    private World(Bounds bounds, Layout at, int[] cells) {
        this.bounds = bounds;
        this.at = at;
        this.cells = cells;
    }

    /// All lanes open under epoch 1, nothing sold, every fault to come.
    static World fresh(Bounds b) {
        Layout at = new Layout(b);
        World w = new World(b, at, new int[at.size]);
        w.put(PG_EPOCH, 1);
        w.put(FAILOVERS, b.failovers);
        w.put(LOSSES, b.losses);
        w.put(CRASHES, b.crashes);
        w.put(SLOW, b.slowNodes);
        w.put(SPONTANEOUS, b.spontaneous);
        w.put(ENDINGS, b.endings);
        w.put(TRANSFERS, b.transfers);
        for (int l = 0; l < b.lanes; l++) {
            w.put(at.lane(l, EPOCH), 1);
            w.put(at.lane(l, BOUND), 1);
            w.put(at.lane(l, OPEN), 1);
            w.put(at.lane(l, AVAIL), b.allotted / b.lanes + (l < b.allotted % b.lanes ? 1 : 0));
            w.replicate(l);
        }
        for (int n = 0; n < b.nodes; n++) {
            w.put(at.node(n, KNOWS), 1);
            w.put(at.node(n, REPORTED), 1);
        }
        return w.settled();
    }

    World of(byte[] packed) {
        int[] from = new int[packed.length];
        for (int i = 0; i < packed.length; i++) {
            from[i] = packed[i];
        }
        return new World(bounds, at, from);
    }

    World copy() {
        return new World(bounds, at, cells.clone());
    }

    int get(int cell) {
        return cells[cell];
    }

    void put(int cell, int value) {
        cells[cell] = value;
    }

    void add(int cell, int value) {
        cells[cell] += value;
    }

    int lane(int lane, int field) {
        return cells[at.lane(lane, field)];
    }

    int order(int order, int field) {
        return cells[at.order(order, field)];
    }

    int laneOf(int order) {
        return bounds.lane.get(order);
    }

    int quantity(int order) {
        return bounds.quantity.get(order);
    }

    int res(int order) {
        return cells[at.res(laneOf(order), order)];
    }

    void res(int order, int rid) {
        cells[at.res(laneOf(order), order)] = rid;
    }

    int seen(int order) {
        return cells[at.seen(laneOf(order), order)];
    }

    void seen(int order, int what) {
        cells[at.seen(laneOf(order), order)] = what;
    }

    int entries(int order) {
        return cells[at.entry(laneOf(order), order)];
    }

    void entries(int order, int tries) {
        cells[at.entry(laneOf(order), order)] = tries;
    }

    /// What `lane.lua` asks before anything else: the caller's epoch, and the very process the lane was opened on.
    boolean isOurs(int lane, int epoch) {
        return lane(lane, EPOCH) == epoch && lane(lane, BOUND) == 1;
    }

    boolean isOpen(int lane, int epoch) {
        return isOurs(lane, epoch) && lane(lane, OPEN) == 1;
    }

    boolean isRecovering(int lane, int epoch) {
        return isOurs(lane, epoch) && lane(lane, OPEN) == 0;
    }

    boolean allOpen() {
        for (int l = 0; l < bounds.lanes; l++) {
            if (!isOpen(l, get(PG_EPOCH))) {
                return false;
            }
        }
        return true;
    }

    /// Units that came back to a lane: whoever looked at it before must look again.
    void giveBack(int lane, int units) {
        add(at.lane(lane, AVAIL), units);
        put(MOVED, get(MOVED) | 1 << lane);
    }

    void replicate(int lane) {
        System.arraycopy(cells, at.lane(lane, 0), cells, at.replica(lane), at.laneSize);
    }

    void clear(int from, int length) {
        Arrays.fill(cells, from, from + length, 0);
    }

    int faults() {
        return bounds.failovers
                - get(FAILOVERS)
                + bounds.losses
                - get(LOSSES)
                + bounds.crashes
                - get(CRASHES)
                + bounds.slowNodes
                - get(SLOW);
    }

    boolean isNo(int row) {
        return row == REFUSED || row == NEVER;
    }

    boolean holdsStock(int row) {
        return row == CONFIRMED || row == PAID;
    }

    /// Tells a buyer; what may never be told after another answer breaks the promise at once. A reply that was on its
    /// way before is passed: it says what was true when it was sent.
    void tell(int order, int what) {
        int before = order(order, TOLD);
        if (before == NO && what != NO && !bounds.latePayment) {
            put(BROKEN, Promises.NO_TURNED);
        }
        if (before == ACCEPTED && what == NO && order(order, ROW) != ENDED && faults() <= 1) {
            put(BROKEN, Promises.ACCEPTED_LOST);
        }
        if (before != YES || what != ACCEPTED) {
            put(at.order(order, TOLD), what);
        }
        if (what != ACCEPTED && order(order, CALL) != 0) {
            put(at.order(order, CALL_PASSED), 1);
        }
    }

    void tellRow(int order) {
        tell(order, holdsStock(order(order, ROW)) ? YES : NO);
    }

    /// States that differ only in what nobody will ever look at are one: a replica that will not take over, attempts
    /// whose row is there, the choice a sold-out look has not begun to make.
    World settled() {
        for (int o = 0; o < bounds.orders(); o++) {
            for (int n = 0; order(o, ROW) != NONE && n < bounds.nodes; n++) {
                put(at.held(n, o), 0);
            }
        }
        if (get(FAILOVERS) == 0) {
            clear(at.replica(0), at.laneSize * bounds.lanes);
        }
        if (get(LOOK) == 0) {
            clear(LOOK_EPOCH, 3);
        } else if (get(WAS_EMPTY) == 0 && Transfers.units(this) == 0) {
            put(WAS_EMPTY, 1);
        }
        return this;
    }
}
