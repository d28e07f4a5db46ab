package doorbuster.order;

import doorbuster.sale.Lane;
import doorbuster.sale.OrderId;
import doorbuster.sale.SaleId;
import doorbuster.store.Postgres;
import doorbuster.store.Reply;
import doorbuster.store.Row;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import doorbuster.store.Sql;
import doorbuster.store.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The one way back: what Postgres released becomes available in the lanes again, and buyers are freed of ended orders.
///
/// Nothing is struck off a list: the lane's counter of released units is brought up to Postgres' total, so any node may
/// repeat any of it at any time.
public final class Releaser {
    private static final Script RELEASE = Script.load(Releaser.class, "release");
    private static final Script FORGET = Script.load(Releaser.class, "forget");
    private static final Sql TOTALS = Sql.load(Releaser.class, "totals");
    private static final Sql UNTOLD = Sql.load(Releaser.class, "untold");
    private static final Sql TOLD = Sql.load(Releaser.class, "told");
    private static final int MOST = 500;
    /// Released units enter the sale by its first lane; transfers spread them.
    private static final int HOME = 0;

    private final PostgresOrderLife life;
    private final Postgres postgres;
    private final Scripts scripts;
    private final Consumer<SaleId> unsound;
    private final Map<SaleId, Total> told = new HashMap<>();

    private record Total(long epoch, long units) {}

    /// Wires the way back.
    ///
    /// @param unsound told of a sale whose lane does not take what it is to be told
    public Releaser(PostgresOrderLife life, Postgres postgres, Scripts scripts, Consumer<SaleId> unsound) {
        this.life = life;
        this.postgres = postgres;
        this.scripts = scripts;
        this.unsound = unsound;
    }

    /// Ends what is due, gives back what was released, frees the buyers. Not safe for use by two threads at once.
    ///
    /// @return whether there may be more to do at once
    /// @throws Postgres.Away when Postgres does not answer
    public boolean step() {
        int counted = life.countWaiting(MOST);
        int ended = life.endDue(MOST);
        giveBack();
        int freed = forget();
        return counted >= MOST || ended >= MOST || freed >= MOST;
    }

    private void giveBack() {
        for (Row row : postgres.query(TOTALS)) {
            SaleId sale = new SaleId(row.text("id"));
            Total total = new Total(row.number("epoch"), row.number("total"));
            if (!total.equals(told.get(sale))) {
                Reply reply = scripts.call(
                        RELEASE,
                        List.of(new Lane(sale, HOME).key("st")),
                        List.of(Long.toString(total.epoch()), Long.toString(total.units())));
                if (Standing.of(reply) == Standing.OPEN) {
                    told.put(sale, total);
                } else {
                    unsound.accept(sale);
                }
            }
        }
    }

    private int forget() {
        List<Row> ended = postgres.query(UNTOLD, MOST);
        Map<Lane, List<Row>> byLane = new HashMap<>();
        for (Row row : ended) {
            Lane lane = Lane.of(new SaleId(row.text("sale_id")), new OrderId(row.text("id")));
            byLane.computeIfAbsent(lane, _ -> new ArrayList<>()).add(row);
        }
        Map<SaleId, Long> epochs = new HashMap<>();
        postgres.query(TOTALS).forEach(row -> epochs.put(new SaleId(row.text("id")), row.number("epoch")));
        int freed = 0;
        for (Map.Entry<Lane, List<Row>> lane : byLane.entrySet()) {
            Long epoch = epochs.get(lane.getKey().sale());
            if (epoch != null && forget(lane.getKey(), epoch, lane.getValue())) {
                freed += lane.getValue().size();
            }
        }
        return freed;
    }

    private boolean forget(Lane lane, long epoch, List<Row> orders) {
        List<String> args = new ArrayList<>();
        args.add(Long.toString(epoch));
        for (Row row : orders) {
            args.add(row.text("id"));
            args.add(row.text("buyer"));
            args.add(row.text("state"));
        }
        Reply reply = scripts.call(FORGET, List.of(lane.key("st"), lane.key("usr"), lane.key("done")), args);
        if (Standing.of(reply) != Standing.OPEN) {
            unsound.accept(lane.sale());
            return false;
        }
        String[] ids = orders.stream().map(row -> row.text("id")).toArray(String[]::new);
        postgres.change(TOLD, (Object) ids);
        return true;
    }
}
