package doorbuster.status;

import doorbuster.sale.Order;
import doorbuster.sale.OrderState;
import doorbuster.sale.SaleId;
import doorbuster.store.Postgres;
import doorbuster.store.Row;
import doorbuster.store.Sql;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A sale's orders from Postgres, a page at a time; orders that change while it runs may come in their older state.
public final class PagedOrderFeed implements OrderFeed {
    private static final Sql FEED = Sql.load(PagedOrderFeed.class, "feed");
    private static final int PAGE = 2_000;
    private final Postgres postgres;

    /// Reads this Postgres.
    public PagedOrderFeed(Postgres postgres) {
        this.postgres = postgres;
    }

    @Override
    public void each(SaleId sale, Optional<OrderState> state, Consumer<Order> taker) {
        String only = state.map(OrderState::name).orElse("");
        long after = 0;
        String id = "";
        List<Row> page;
        do {
            page = postgres.query(FEED, sale.value(), only, only, after, id, PAGE);
            page.forEach(row -> taker.accept(OrderRows.order(row)));
            if (!page.isEmpty()) {
                after = page.getLast().number("at_us");
                id = page.getLast().text("id");
            }
        } while (page.size() == PAGE);
    }
}
