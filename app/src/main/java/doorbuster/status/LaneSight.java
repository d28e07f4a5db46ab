package doorbuster.status;

import doorbuster.sale.BuyerId;
import doorbuster.sale.Lane;
import doorbuster.sale.OrderId;
import doorbuster.store.Reply;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import doorbuster.store.Standing;
import java.util.List;

/// What a lane says of one order.
sealed interface LaneSight {
    /// It is reserved and not settled; `reservation` is the lane's text.
    record Reserved(String reservation, long epoch) implements LaneSight {}

    /// Postgres must have it by now.
    record Settled() implements LaneSight {}

    /// The lane does not know it.
    record Absent(long epoch) implements LaneSight {}

    /// The lane cannot be trusted or asked now.
    record Untold(String why) implements LaneSight {}

    /// Looks without changing anything.
    static LaneSight look(Scripts scripts, Lane lane, long epoch, OrderId order) {
        Reply reply = scripts.call(
                Scripted.LOOK, List.of(lane.key("st"), lane.key("res")), List.of(Long.toString(epoch), order.value()));
        if (Standing.of(reply) != Standing.OPEN || !(reply instanceof Reply.Done done)) {
            return new Untold("the lane is " + Standing.of(reply));
        }
        String reservation = done.text(2);
        return reservation.isEmpty() ? new Absent(epoch) : new Reserved(reservation, epoch);
    }

    /// Marks the order so that the lane never accepts it, unless the lane knows it: [Absent] means it is marked now.
    static LaneSight mark(Scripts scripts, Lane lane, long epoch, OrderId order, BuyerId buyer) {
        Reply reply = scripts.call(
                Scripted.MARK,
                List.of(lane.key("st"), lane.key("res"), lane.key("usr"), lane.key("done")),
                List.of(Long.toString(epoch), order.value(), buyer.value()));
        if (Standing.of(reply) != Standing.OPEN || !(reply instanceof Reply.Done done)) {
            return new Untold("the lane is " + Standing.of(reply));
        }
        return switch (done.text(1)) {
            case "HELD" -> new Reserved(done.text(2), epoch);
            case "MARKED" -> new Absent(epoch);
            default -> new Settled();
        };
    }

    /// The scripts, kept out of the interface's own members.
    final class Scripted {
        private static final Script LOOK = Script.load(LaneSight.class, "look");
        private static final Script MARK = Script.load(LaneSight.class, "mark");

        private Scripted() {}
    }
}
