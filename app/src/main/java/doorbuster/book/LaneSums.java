package doorbuster.book;

import doorbuster.sale.Lane;
import doorbuster.sale.OrderState;
import doorbuster.sale.SaleId;
import doorbuster.settle.PostgresLedger;
import doorbuster.store.Postgres.Work;
import doorbuster.store.Reply;
import doorbuster.store.Row;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import doorbuster.store.Sql;
import doorbuster.store.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What one lane had at one moment.
///
/// @param at the lane's clock at that moment, milliseconds
/// @param released the total of released and added units the lane has taken in
/// @param onTheWay units noted as sent to another lane
record LaneSums(Lane lane, long at, long available, long released, long onTheWay, long ups, List<Taken> taken) {
    private static final Script SUMS = Script.load(LaneSums.class, "sums");
    private static final Script WHERE = Script.load(LaneSums.class, "where");
    private static final Sql COUNTED = Sql.load(LaneSums.class, "counted");
    private static final Sql STATES = Sql.load(PostgresLedger.class, "rows");
    private static final int HEAD = 7;

    /// One reservation.
    ///
    /// @param place which stream its entry lies in; empty when nobody looked
    record Taken(String order, String rid, long units, String place) {}

    /// Reads a lane; empty when it is not open under this epoch.
    static Optional<LaneSums> read(Scripts scripts, Lane lane, long epoch) {
        return of(lane, scripts.call(SUMS, List.of(lane.key("st"), lane.key("res")), List.of(Long.toString(epoch))), 3);
    }

    /// As [#read], with the place of each reservation's entry.
    static Optional<LaneSums> located(Scripts scripts, Lane lane, long epoch) {
        List<String> keys = List.of(lane.key("st"), lane.key("res"), lane.key("q"), lane.key("dead"));
        return of(lane, scripts.call(WHERE, keys, List.of(Long.toString(epoch))), 4);
    }

    private static Optional<LaneSums> of(Lane lane, Reply reply, int stride) {
        if (Standing.of(reply) != Standing.OPEN || !(reply instanceof Reply.Done done)) {
            return Optional.empty();
        }
        List<Taken> taken = new ArrayList<>();
        for (int i = HEAD; i < done.size(); i += stride) {
            taken.add(
                    new Taken(done.text(i), done.text(i + 1), done.number(i + 2), stride > 3 ? done.text(i + 3) : ""));
        }
        return Optional.of(new LaneSums(
                lane, done.number(2), done.number(3), done.number(4), done.number(5), done.number(6), taken));
    }

    /// What Postgres has counted of all lanes up to the moments of their readings.
    static Row counted(Work work, SaleId sale, List<LaneSums> lanes) {
        Integer[] numbers = lanes.stream().map(lane -> lane.lane().number()).toArray(Integer[]::new);
        Long[] moments = lanes.stream().map(LaneSums::at).toArray(Long[]::new);
        return work.query(COUNTED, numbers, moments, sale.value()).getFirst();
    }

    /// Reserved orders that Postgres has counted by exactly the try that is reserved.
    static Set<String> settled(Work work, List<LaneSums> lanes) {
        Map<String, Taken> open = new HashMap<>();
        lanes.forEach(lane -> lane.taken().forEach(taken -> open.put(taken.order(), taken)));
        Set<String> settled = new HashSet<>();
        for (Row row : work.query(STATES, (Object) open.keySet().toArray(String[]::new))) {
            Taken taken = open.get(row.text("id"));
            if (taken != null
                    && taken.rid().equals(row.text("rid"))
                    && OrderState.valueOf(row.text("state")) != OrderState.REFUSED) {
                settled.add(taken.order());
            }
        }
        return settled;
    }
}
