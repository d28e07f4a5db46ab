package doorbuster.book;

import doorbuster.sale.Acceptance;
import doorbuster.sale.Lane;
import doorbuster.sale.Offer;
import doorbuster.sale.OrderId;
import doorbuster.sale.OrderState;
import doorbuster.settle.Entry;
import doorbuster.store.Reply;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A lane while it is being rebuilt: fenced, read, filled and opened again.
final class QuietLane {
    private static final Script QUIESCE = Script.load(QuietLane.class, "quiesce");
    private static final Script ENTRIES = Script.load(QuietLane.class, "entries");
    private static final Script REMEMBERED = Script.load(QuietLane.class, "remembered");
    private static final Script STAGE = Script.load(QuietLane.class, "stage");
    private static final Script REBUILD = Script.load(QuietLane.class, "rebuild");
    private static final Script OPEN = Script.load(QuietLane.class, "open");
    private static final int PAGE = 200;
    private static final int CHUNK = 500;

    private final Lane lane;
    private final String epoch;
    private final Scripts scripts;

    QuietLane(Lane lane, long epoch, Scripts scripts) {
        this.lane = lane;
        this.epoch = Long.toString(epoch);
        this.scripts = scripts;
    }

    /// @throws StartOver when the lane knows a higher epoch
    /// @throws TryAgain when it does not answer
    void quiesce() {
        Reply.Done done = done(scripts.call(QUIESCE, List.of(lane.key("st")), List.of(epoch)));
        if (!done.text(0).equals("RECOVERING")) {
            throw new StartOver("lane " + lane + " knows epoch " + done.text(1));
        }
    }

    /// All orders of the lane's stream and of its dead letters, in this order; what cannot be read is left where it is.
    List<Acceptance> orders() {
        List<Acceptance> orders = new ArrayList<>();
        for (String stream : List.of("q", "dead")) {
            String after = "-";
            List<?> page;
            do {
                Reply.Done done = recovering(scripts.call(
                        ENTRIES,
                        List.of(lane.key("st"), lane.key(stream)),
                        List.of(epoch, after, Integer.toString(PAGE))));
                page = done.values().subList(1, done.size());
                for (Object raw : page) {
                    Entry entry = Entry.read(lane.sale(), (List<?>) raw);
                    after = entry.id();
                    switch (entry) {
                        case Entry.Whole whole -> orders.addAll(whole.orders());
                        case Entry.Newer newer ->
                            // its units would be given away again: a node that can read it must lead
                            throw new TooNew("lane " + lane + " has an entry of form " + newer.version());
                        case Entry.Poison _ -> {}
                    }
                }
            } while (page.size() == PAGE);
        }
        return orders;
    }

    /// The orders that the lane remembers of its buyers, settled or not, page by page: those that ended are not among
    /// them.
    void remembered(Consumer<List<Register.Row>> pages) {
        String cursor = "0";
        do {
            Reply.Done done = recovering(
                    scripts.call(REMEMBERED, List.of(lane.key("st"), lane.key("usr")), List.of(epoch, cursor)));
            cursor = done.text(1);
            List<Register.Row> page = new ArrayList<>();
            for (int i = 2; i + 1 < done.size(); i += 2) {
                for (String order : done.text(i + 1).split(",", -1)) {
                    int equals = order.indexOf('=');
                    if (equals > 0) {
                        page.add(new Register.Row(
                                new OrderId(order.substring(0, equals)),
                                done.text(i),
                                Integer.parseInt(order.substring(equals + 1)),
                                OrderState.CONFIRMED));
                    }
                }
            }
            pages.accept(page);
        } while (!cursor.equals("0"));
    }

    /// Puts a hash beside its place, in chunks.
    void stage(String part, Map<String, String> content) {
        List<String> keys = List.of(lane.key("st"), lane.key(part));
        List<String> args = new ArrayList<>(List.of(epoch, "1"));
        for (Map.Entry<String, String> field : content.entrySet()) {
            args.add(field.getKey());
            args.add(field.getValue());
            if (args.size() > 2 * CHUNK) {
                recovering(scripts.call(STAGE, keys, args));
                args = new ArrayList<>(List.of(epoch, "0"));
            }
        }
        recovering(scripts.call(STAGE, keys, args));
    }

    /// Puts the staged hashes in place together with the counters.
    void rebuild(Offer offer, long available, long total) {
        List<String> keys = List.of(
                lane.key("st"),
                lane.key("res"),
                lane.key("usr"),
                lane.key("done"),
                lane.key("res.new"),
                lane.key("usr.new"),
                lane.key("done.new"),
                lane.key("notes"),
                lane.key("allow:no"),
                lane.key("block:no"));
        List<String> args = new ArrayList<>(List.of(epoch, Long.toString(available), Long.toString(total)));
        args.addAll(Configuration.args(offer));
        recovering(scripts.call(REBUILD, keys, args));
    }

    /// Lets the lane sell; it may be open already, when the reply to an earlier call was lost.
    void open() {
        Reply.Done done = done(scripts.call(OPEN, List.of(lane.key("st")), List.of(epoch)));
        if (!done.text(0).equals("OPEN")) {
            recovering(done);
        }
    }

    private Reply.Done recovering(Reply reply) {
        Reply.Done done = done(reply);
        if (!done.text(0).equals("RECOVERING")) {
            throw new StartOver("lane " + lane + " is " + done.text(0));
        }
        return done;
    }

    private Reply.Done done(Reply reply) {
        return switch (reply) {
            case Reply.Done done -> done;
            case Reply.NotRun notRun -> throw new TryAgain("lane " + lane + ": " + notRun.why());
            case Reply.Unknown unknown -> throw new TryAgain("lane " + lane + ": " + unknown.why());
        };
    }

    /// The recovery must begin again under a new epoch.
    static final class StartOver extends RuntimeException {
        private static final long serialVersionUID = 1;

        StartOver(String why) {
            super(why, null, false, false);
        }
    }

    /// An entry that only a newer node can read: asking again changes nothing.
    static final class TooNew extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooNew(String why) {
            super(why, null, false, false);
        }
    }

    /// Redis did not answer; every step may be repeated.
    static final class TryAgain extends RuntimeException {
        private static final long serialVersionUID = 1;

        TryAgain(String why) {
            super(why, null, false, false);
        }
    }
}
