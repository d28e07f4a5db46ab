package doorbuster.status;

import doorbuster.sale.BuyerId;
import doorbuster.sale.Lane;
import doorbuster.sale.Order;
import doorbuster.sale.OrderId;
import doorbuster.sale.OrderIdMint;
import doorbuster.store.Postgres;
import doorbuster.store.Replication;
import doorbuster.store.Scripts;
import doorbuster.store.Sql;
import java.util.List;
import java.util.Optional;

/// Postgres first, then the lane, then the durable "no".
///
/// Postgres is asked first because an order told CONFIRMED must never be told ACCEPTED again, and its lane still says
/// so until the acknowledgement; the look-ups go many at a time, so that polling costs one query per few hundred.
public final class StatusOrders implements Orders {
    private static final Sql TOMBSTONE = Sql.load(StatusOrders.class, "tombstone");
    private final OrderIdMint mint;
    private final OrderRows rows;
    private final Postgres postgres;
    private final Scripts scripts;
    private final Replication replication;
    private final Keeper keeper;
    private final Watches watches;

    /// Wires the three places where an order can be.
    ///
    /// @param replication asked before anything is called ACCEPTED
    public StatusOrders(
            OrderIdMint mint,
            OrderRows rows,
            Postgres postgres,
            Scripts scripts,
            Replication replication,
            Keeper keeper,
            Watches watches) {
        this.mint = mint;
        this.rows = rows;
        this.postgres = postgres;
        this.scripts = scripts;
        this.replication = replication;
        this.keeper = keeper;
        this.watches = watches;
    }

    @Override
    public Sight find(OrderId order, BuyerId buyer) {
        if (!mint.belongsTo(order, buyer)) {
            return new Sight.Stranger();
        }
        try {
            Optional<Order> row = rows.find(order);
            return row.isPresent() ? new Sight.Seen(row.get()) : inLane(order, buyer);
        } catch (OrderRows.Busy | Postgres.Away e) {
            return new Sight.Unavailable(String.valueOf(e.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Sight.Unavailable("interrupted");
        }
    }

    @Override
    public List<Order> of(BuyerId buyer) {
        return rows.of(buyer);
    }

    @Override
    public Watch watch(OrderId order, BuyerId buyer) {
        return watches.open(order, () -> find(order, buyer));
    }

    private Sight inLane(OrderId order, BuyerId buyer) throws InterruptedException {
        Optional<Keeper.Known> sale = keeper.sale(order.saleNo());
        if (sale.isEmpty()) {
            return new Sight.Unavailable("this node has not read the sale yet");
        }
        Lane lane = Lane.of(sale.get().offer().id(), order);
        long epoch = sale.get().epoch();
        LaneSight looked = LaneSight.look(scripts, lane, epoch, order);
        LaneSight told =
                looked instanceof LaneSight.Absent ? LaneSight.mark(scripts, lane, epoch, order, buyer) : looked;
        return switch (told) {
            case LaneSight.Reserved reserved ->
                replication
                                .reached(lane.key("st"), reserved.epoch())
                                .toCompletableFuture()
                                .join()
                        ? accepted(sale.get(), order, reserved)
                        : new Sight.Unavailable("taken, but not on a replica yet");
            case LaneSight.Settled _ -> again(order);
            case LaneSight.Absent marked -> no(lane, order, buyer, marked.epoch());
            case LaneSight.Untold untold -> new Sight.Unavailable(untold.why());
        };
    }

    private Sight accepted(Keeper.Known sale, OrderId order, LaneSight.Reserved reserved) {
        return keeper.keep(sale.offer(), order, reserved.reservation(), reserved.epoch())
                .<Sight>map(Sight.Seen::new)
                .orElse(new Sight.Unavailable("the sale is being rebuilt"));
    }

    private Sight no(Lane lane, OrderId order, BuyerId buyer, long epoch) throws InterruptedException {
        postgres.query(
                TOMBSTONE,
                order.value(),
                order.lane(),
                buyer.value(),
                lane.sale().value(),
                epoch);
        return again(order);
    }

    private Sight again(OrderId order) throws InterruptedException {
        return rows.find(order).<Sight>map(Sight.Seen::new).orElse(new Sight.Unavailable("the sale is being rebuilt"));
    }
}
