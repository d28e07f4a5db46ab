package doorbuster.reserve;

import doorbuster.sale.Lane;
import doorbuster.sale.Offer;
import doorbuster.sale.OrderId;
import doorbuster.store.Postgres;
import doorbuster.store.Reply;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import doorbuster.store.Sql;
import doorbuster.store.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A sale's orders from the lanes and from Postgres, in this order.
public final class StoredOrders implements KnownOrders {
    private static final Script UNSETTLED = Script.load(StoredOrders.class, "unsettled");
    private static final Sql SETTLED = Sql.load(StoredOrders.class, "settled-orders");
    private final Scripts scripts;
    private final Postgres postgres;

    /// Reads from these stores.
    public StoredOrders(Scripts scripts, Postgres postgres) {
        this.scripts = scripts;
        this.postgres = postgres;
    }

    @Override
    public Optional<List<OrderId>> of(Offer offer, int most) {
        List<OrderId> orders = new ArrayList<>();
        for (int i = 0; i < offer.lanes(); i++) {
            if (!unsettled(new Lane(offer.id(), i), offer.epoch(), orders, most)) {
                return Optional.empty();
            }
        }
        try {
            postgres.each(
                    SETTLED,
                    row -> orders.add(new OrderId(row.text("id"))),
                    offer.id().value(),
                    most + 1L);
        } catch (Postgres.Away _) {
            return Optional.empty();
        }
        return orders.size() <= most ? Optional.of(orders) : Optional.empty();
    }

    private boolean unsettled(Lane lane, long epoch, List<OrderId> orders, int most) {
        String cursor = "0";
        do {
            Reply reply = scripts.call(
                    UNSETTLED, List.of(lane.key("st"), lane.key("res")), List.of(Long.toString(epoch), cursor));
            if (Standing.of(reply) != Standing.OPEN || !(reply instanceof Reply.Done done) || orders.size() > most) {
                return false;
            }
            cursor = done.text(1);
            done.values().stream().skip(2).forEach(id -> orders.add(new OrderId(String.valueOf(id))));
        } while (!cursor.equals("0"));
        return true;
    }
}
