package doorbuster.book;

import doorbuster.sale.Lane;
import doorbuster.store.Reply;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import doorbuster.store.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What one lane had at one moment.
///
/// @param at the lane's clock at that moment, milliseconds
/// @param released the total of released and added units the lane has taken in
/// @param onTheWay units noted as sent to another lane
record LaneSums(Lane lane, long at, long available, long released, long onTheWay, long ups, List<Taken> taken) {
    private static final Script SUMS = Script.load(LaneSums.class, "sums");
    private static final int HEAD = 7;

    /// One reservation.
    record Taken(String order, String rid, long units) {}

    /// Reads a lane; empty when it is not open under this epoch.
    static Optional<LaneSums> read(Scripts scripts, Lane lane, long epoch) {
        Reply reply = scripts.call(SUMS, List.of(lane.key("st"), lane.key("res")), List.of(Long.toString(epoch)));
        if (Standing.of(reply) != Standing.OPEN || !(reply instanceof Reply.Done done)) {
            return Optional.empty();
        }
        List<Taken> taken = new ArrayList<>();
        for (int i = HEAD; i < done.size(); i += 3) {
            taken.add(new Taken(done.text(i), done.text(i + 1), done.number(i + 2)));
        }
        return Optional.of(new LaneSums(
                lane, done.number(2), done.number(3), done.number(4), done.number(5), done.number(6), taken));
    }
}
