package doorbuster.simulator;

import doorbuster.sale.BuyerId;
import doorbuster.sale.Lane;
import doorbuster.sale.Order;
import doorbuster.sale.OrderId;
import doorbuster.sale.OrderState;
import doorbuster.simulator.postgres.Tables;
import doorbuster.simulator.postgres.Tuple;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Sees every answer and every commit, and says which promise was broken first.
final class Witness {
    private static final Set<String> AFTER_CONFIRMED = Set.of("CONFIRMED", "PAID", "EXPIRED", "CANCELLED");
    private final World world;
    private final Map<String, String> rows = new HashMap<>();
    private final Map<OrderId, Said> told = new HashMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<OrderId, BuyerId> buyers = new LinkedHashMap<>();
    private @Nullable Violation violation;
    private long noneSince = -1;
    private long noneUntil = -1;

    /// What was said of an order, and when.
    ///
    /// @param never whether it was that the order had never been taken
    private record Said(OrderState state, boolean never, long at) {}

    /// A promise that was broken.
    record Violation(String what, Optional<Throwable> cause) {}

    Witness(World world) {
        this.world = world;
    }

    void violated(String what) {
        note(new Violation(what, Optional.empty()));
    }

    void violated(String what, Throwable cause) {
        note(new Violation(what, Optional.of(cause)));
    }

    Optional<Violation> violation() {
        return Optional.ofNullable(violation);
    }

    private void note(Violation seen) {
        if (violation == null) {
            violation = seen;
        }
    }

    /// Counts something worth having happened.
    void saw(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    Map<String, Long> counts() {
        return counts;
    }

    /// P1, P2, P7: after every commit.
    void committed(Tables tables) {
        Map<String, Long> byBuyer = new HashMap<>();
        long taken = 0;
        for (Tuple order : tables.orders.all()) {
            String state = order.text("state");
            String before = rows.put(order.text("id"), state);
            if (before != null
                    && !before.equals(state)
                    && !(before.equals("CONFIRMED") && AFTER_CONFIRMED.contains(state))) {
                violated("P2: the row of " + order.text("id") + " went from " + before + " to " + state);
            }
            if (state.equals("CONFIRMED") || state.equals("PAID")) {
                taken += order.number("quantity");
                byBuyer.merge(order.text("buyer"), order.number("quantity"), Long::sum);
            }
        }
        if (rows.size() > tables.orders.all().size()) {
            violated("P2: a row is gone");
        }
        for (Tuple sale : tables.sale.all()) {
            if (taken > sale.number("allotted")) {
                violated("P1: " + taken + " of " + sale.number("allotted") + " units are confirmed or paid");
            }
            if (taken != sale.number("sold")) {
                violated("P5: " + taken + " units are confirmed or paid, " + sale.number("sold") + " counted");
            }
            byBuyer.forEach((buyer, units) -> {
                if (units > sale.number("per_buyer_limit")) {
                    violated("P7: " + buyer + " has " + units + " units");
                }
            });
        }
    }

    /// P2: what a buyer is told by an order's status.
    ///
    /// @param asked when he asked: what he was told since then may be newer than this answer
    void status(Order order, long asked) {
        OrderState before = before(order.id(), asked);
        OrderState now = order.state();
        boolean fits = before == null
                || before == now
                || before == OrderState.ACCEPTED
                || (before == OrderState.CONFIRMED && AFTER_CONFIRMED.contains(now.name()));
        if (!fits) {
            violated("P2: " + order.id() + " was told " + before + ", then " + now);
        }
        boolean broken = world.shape().isSingle() && before == OrderState.ACCEPTED && isNo(order);
        if (broken) {
            violated("P3: " + order.id() + " was told ACCEPTED, then " + now + " "
                    + order.reason().orElse("") + " after a single fault");
        }
        say(order.id(), now, order.reason().filter("never-taken"::equals).isPresent());
        saw("told " + now);
    }

    /// Whether the order never held units.
    static boolean isNo(Order order) {
        return order.state() == OrderState.REFUSED
                || order.reason().filter("never-taken"::equals).isPresent();
    }

    /// The last that was said of an order before a moment.
    private @Nullable OrderState before(OrderId order, long asked) {
        Said said = told.get(order);
        return said == null || said.at() > asked ? null : said.state();
    }

    /// Keeps what was said last; an answer that was overtaken by a later state changes nothing.
    private void say(OrderId order, OrderState state, boolean never) {
        Said said = told.get(order);
        if (said == null || said.state().compareTo(state) < 0) {
            told.put(order, new Said(state, never, world.loom().nanos()));
        }
    }

    /// The door said ACCEPTED.
    ///
    /// @param anew whether units were taken; else the lane had the order, and may have it for a moment still
    ///     when it has been settled and ended
    void accepted(OrderId order, BuyerId buyer, long atMillis, boolean anew, long asked) {
        buyers.put(order, buyer);
        long opens = World.OPENS_MILLIS + world.began();
        if (atMillis < opens) {
            violated("P7: " + order + " was accepted before the sale opened");
        }
        OrderState before = before(order, asked);
        boolean never = Optional.ofNullable(told.get(order)).filter(Said::never).isPresent();
        say(order, OrderState.ACCEPTED, false);
        if (before != null && before.isFinal() && (anew || never)) {
            violated("P2: " + order + " was told " + before + ", then accepted");
        }
        saw("accepted");
    }

    /// The door said no to an attempt: none may have an order that was confirmed.
    void refused(OrderId order, String why, long asked) {
        OrderState before = before(order, asked);
        boolean kept = before == OrderState.CONFIRMED
                || before == OrderState.PAID
                || (before == OrderState.ACCEPTED && world.shape().isSingle());
        if (kept) {
            violated("P4: " + order + " was told " + before + ", then " + why);
        }
        saw(why);
    }

    /// P6: somebody is told that the sale is sold out.
    ///
    /// @param sinceNanos when he asked, or how old the look may be that answered him
    void soldOut(long sinceNanos) {
        if (noneSince < 0 && noneUntil < sinceNanos) {
            violated("P6: told sold-out while " + free() + " units could be had, asked at " + sinceNanos / 1_000
                    + ", told at " + world.loom().nanos() / 1_000 + ", none until " + noneUntil / 1_000);
        }
    }

    /// Keeps the stretch of time in which no unit could be had.
    void scriptRan() {
        boolean none = free() == 0;
        long now = world.loom().nanos();
        if (none && noneSince < 0) {
            noneSince = now;
        } else if (!none && noneSince >= 0) {
            noneSince = -1;
            noneUntil = now;
        }
    }

    /// Units free or on their way between lanes; -1 while a lane cannot be trusted.
    long free() {
        long sum = 0;
        String epoch = "";
        for (int i = 0; i < world.shape().lanes(); i++) {
            Lane lane = new Lane(World.SALE, i);
            Map<String, String> st = world.redis().fields(lane.key("st"));
            boolean open = "OPEN".equals(st.get("phase"))
                    && world.redis().run(lane.key("st")).equals(st.get("run"))
                    && (i == 0 || epoch.equals(st.get("epoch")));
            if (!open) {
                return -1;
            }
            epoch = String.valueOf(st.get("epoch"));
            sum += number(st, "avail") + onTheWay(lane);
        }
        return sum;
    }

    private long onTheWay(Lane giver) {
        String open = world.redis().fields(giver.key("notes")).get("open");
        if (open == null) {
            return 0;
        }
        String[] note = open.split("\\|", -1);
        Lane taker = new Lane(giver.sale(), Integer.parseInt(note[1]));
        long applied = number(world.redis().fields(taker.key("notes")), "from" + giver.number());
        return Long.parseLong(note[0]) > applied ? Long.parseLong(note[2]) : 0;
    }

    private static long number(Map<String, String> fields, String name) {
        return Long.parseLong(fields.getOrDefault(name, "0"));
    }

    /// Who was told ACCEPTED by the door, order by order.
    Map<OrderId, BuyerId> buyers() {
        return buyers;
    }
}
