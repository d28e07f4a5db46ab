package doorbuster.loadtest.model;

import static doorbuster.loadtest.model.Layout.*;

/// Units that move between two lanes: a note on the giver, a receipt on the taker, the note struck; and whoever looks
/// through the lanes to say that nothing is left.
final class Transfers {
    private static final int NOTED = 1;
    private static final int RECEIVED = 2;

    private Transfers() {}

    static void steps(World w, Steps out) {
        for (int l = 0; w.bounds.transfers > 0 && l < 2; l++) {
            note(w, out, l);
            purge(w, out, l);
        }
        for (int f = 0; f < w.bounds.finishers; f++) {
            switch (w.get(w.at.finisher(f, PHASE))) {
                case NOTED -> receive(w, out, f);
                case RECEIVED -> strike(w, out, f);
                default -> find(w, out, f);
            }
        }
        if (w.bounds.soldOut) {
            look(w, out);
        }
    }

    /// Units free in lanes or between two of them; only lanes that stand can say so.
    static int units(World w) {
        int units = 0;
        for (int l = 0; l < w.bounds.lanes; l++) {
            units += w.lane(l, AVAIL);
            boolean applied = w.bounds.lanes > 1 && w.lane(1 - l, APPLIED) >= w.lane(l, NUMBER);
            units += applied ? 0 : w.lane(l, NOTE);
        }
        return units;
    }

    private static void note(World w, Steps out, int giver) {
        int epoch = w.lane(giver, EPOCH);
        if (w.get(TRANSFERS) == 0 || !w.isOpen(giver, epoch) || w.lane(giver, NOTE) != 0) {
            return;
        }
        for (int n = 1; n <= w.lane(giver, AVAIL); n++) {
            World next = w.copy();
            next.add(TRANSFERS, -1);
            next.add(next.at.lane(giver, AVAIL), -n);
            next.add(next.at.lane(giver, NUMBER), 1);
            next.put(next.at.lane(giver, NOTE), n);
            next.put(next.at.lane(giver, NOTE_EPOCH), epoch);
            out.may(next, "lane %d notes %d units for the other lane", giver, n);
        }
    }

    private static void find(World w, Steps out, int f) {
        for (int giver = 0; giver < 2; giver++) {
            if (w.lane(giver, NOTE) != 0 && w.isOpen(giver, w.lane(giver, EPOCH))) {
                World next = w.copy();
                next.put(next.at.finisher(f, PHASE), NOTED);
                next.put(next.at.finisher(f, AT_EPOCH), w.lane(giver, NOTE_EPOCH));
                next.put(next.at.finisher(f, WHICH), giver);
                next.put(next.at.finisher(f, RID), w.lane(giver, NUMBER));
                next.put(next.at.finisher(f, VERDICT), w.lane(giver, NOTE));
                out.must(next, "finisher %d finds the note of lane %d", f, giver);
            }
        }
    }

    private static void receive(World w, Steps out, int f) {
        int giver = w.get(w.at.finisher(f, WHICH));
        int taker = 1 - giver;
        int epoch = w.bounds.has(Rule.NOTE_EPOCH) ? w.get(w.at.finisher(f, AT_EPOCH)) : w.lane(taker, EPOCH);
        boolean quiet = w.lane(taker, BOUND) == 1 && w.lane(taker, OPEN) == 0;
        if (!w.isOpen(taker, epoch) && !(quiet && !w.bounds.has(Rule.RECEIPT_WHEN_OPEN))) {
            out.must(idle(w, f), "lane %2$d refuses the units finisher %1$d brings: dropped", f, taker);
            return;
        }
        out.may(idle(w, f), "finisher %d dies on the way to lane %d", f, taker);
        World next = w.copy();
        int number = w.get(w.at.finisher(f, RID));
        if (number > w.lane(taker, APPLIED)) {
            next.put(next.at.lane(taker, APPLIED), number);
            next.giveBack(taker, w.get(w.at.finisher(f, VERDICT)));
        }
        next.put(next.at.finisher(f, PHASE), RECEIVED);
        out.must(next, "lane %2$d takes the units finisher %1$d brings, once", f, taker);
    }

    private static void strike(World w, Steps out, int f) {
        int giver = w.get(w.at.finisher(f, WHICH));
        World next = idle(w, f);
        out.may(next.copy(), "finisher %d dies before it strikes the note of lane %d", f, giver);
        int epoch = w.bounds.has(Rule.NOTE_EPOCH) ? w.get(w.at.finisher(f, AT_EPOCH)) : w.lane(giver, EPOCH);
        if (w.isOpen(giver, epoch) && w.lane(giver, NUMBER) == w.get(w.at.finisher(f, RID))) {
            next.clear(next.at.lane(giver, NOTE), 2);
        }
        out.must(next, "finisher %d strikes the note of lane %d", f, giver);
    }

    private static void purge(World w, Steps out, int giver) {
        if (!w.bounds.has(Rule.RECEIPTS_KEPT) && w.lane(giver, NOTE) == 0) {
            World next = w.copy();
            next.put(next.at.lane(1 - giver, APPLIED), 0);
            out.may(next, "lane %2$d forgets what it took from lane %1$d", giver, 1 - giver);
        }
    }

    private static World idle(World w, int f) {
        World next = w.copy();
        next.clear(next.at.finisher(f, PHASE), 5);
        return next;
    }

    /// First pass: each lane open, empty and without a note. Second: the earlier ones again, and nothing came back.
    private static void look(World w, Steps out) {
        int at = w.get(LOOK);
        if (at == 0) {
            World next = w.copy();
            next.put(LOOK, 1);
            next.put(LOOK_EPOCH, w.get(w.at.node(0, KNOWS)));
            out.may(next, "somebody begins to look for units left, under epoch %d", next.get(LOOK_EPOCH), 0);
            return;
        }
        int lanes = w.bounds.lanes;
        int lane = at <= lanes ? at - 1 : at - lanes - 1;
        boolean open = w.isOpen(lane, w.get(LOOK_EPOCH));
        boolean empty =
                at <= lanes ? w.lane(lane, AVAIL) == 0 && w.lane(lane, NOTE) == 0 : (w.get(MOVED) >> lane & 1) == 0;
        World next = w.copy();
        if (!open || !empty) {
            next.put(LOOK, 0);
            out.must(next, "lane %d cannot be said to be empty: nothing is told", lane, 0);
            return;
        }
        if (at <= lanes) {
            next.put(MOVED, w.get(MOVED) & ~(1 << lane));
        }
        boolean last = at == (w.bounds.has(Rule.TWO_PASSES) ? 2 * lanes - 1 : lanes);
        if (last && w.get(WAS_EMPTY) == 0) {
            next.put(BROKEN, Promises.SOLD_OUT_UNTRUE);
        }
        next.put(LOOK, last ? 0 : at + 1);
        out.must(next, last ? "lane %d is still empty: sold-out is told" : "lane %d is seen empty", lane, 0);
    }
}
