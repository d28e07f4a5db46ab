package doorbuster.status;

import doorbuster.sale.BuyerId;
import doorbuster.sale.Order;
import doorbuster.sale.OrderId;
import doorbuster.sale.OrderState;
import doorbuster.sale.SaleId;
import doorbuster.store.Postgres;
import doorbuster.store.Row;
import doorbuster.store.Sql;
import doorbuster.store.Together;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/// Rows of orders in Postgres; look-ups that wait while one is under way go together in the next.
public final class OrderRows {
    private static final Sql ROWS = Sql.load(OrderRows.class, "rows");
    private static final Sql OF_BUYER = Sql.load(OrderRows.class, "of-buyer");
    private static final int PER_CALL = 500;
    private static final int CALLS = 2;
    private static final int WAITING = 20_000;
    private static final int MOST_OF_BUYER = 200;

    private final Postgres postgres;
    private final Together<OrderId, Optional<Order>> lookups;

    /// @param executor where the queries run
    public OrderRows(Postgres postgres, Executor executor) {
        this.postgres = postgres;
        lookups = new Together<>(
                PER_CALL, CALLS, WAITING, ids -> CompletableFuture.supplyAsync(() -> inOrder(ids), executor));
    }

    /// The row of one order.
    ///
    /// @throws Busy when too many look-ups wait
    /// @throws Postgres.Away when Postgres does not answer
    public Optional<Order> find(OrderId order) throws InterruptedException {
        CompletableFuture<Optional<Order>> answer = lookups.ask(order);
        if (answer == null) {
            throw new Busy("too many look-ups are waiting");
        }
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Postgres.Away away) {
                throw away;
            }
            throw new IllegalStateException("a look-up failed", e.getCause());
        }
    }

    /// The rows of many orders, those that exist.
    ///
    /// @throws Postgres.Away when Postgres does not answer
    public Map<OrderId, Order> find(Collection<OrderId> orders) {
        String[] ids = orders.stream().map(OrderId::value).toArray(String[]::new);
        Map<OrderId, Order> found = new HashMap<>();
        for (Row row : postgres.query(ROWS, (Object) ids)) {
            Order order = order(row);
            found.put(order.id(), order);
        }
        return found;
    }

    /// The newest 200 orders of a buyer.
    ///
    /// @throws Postgres.Away when Postgres does not answer
    public List<Order> of(BuyerId buyer) {
        return postgres.query(OF_BUYER, buyer.value(), MOST_OF_BUYER).stream()
                .map(OrderRows::order)
                .toList();
    }

    /// Reads one row of `orders`.
    public static Order order(Row row) {
        OrderState state = OrderState.valueOf(row.text("state"));
        return new Order(
                new OrderId(row.text("id")),
                new SaleId(row.text("sale_id")),
                new BuyerId(row.text("buyer")),
                row.integer("quantity"),
                state,
                row.maybe("reason"),
                row.number("price_minor"),
                row.text("currency"),
                state == OrderState.CONFIRMED ? row.maybeTime("pay_by") : Optional.empty(),
                timeline(row, state));
    }

    private static List<Order.Step> timeline(Row row, OrderState state) {
        List<Order.Step> steps = new ArrayList<>();
        boolean taken = !row.text("rid").isEmpty();
        if (taken) {
            steps.add(new Order.Step(OrderState.ACCEPTED, row.time("accepted_at")));
        }
        if (taken && state != OrderState.REFUSED) {
            steps.add(new Order.Step(OrderState.CONFIRMED, row.time("settled_at")));
        }
        Optional<Instant> ended = row.maybeTime("ended_at");
        ended.ifPresent(at -> steps.add(new Order.Step(state, at)));
        return List.copyOf(steps);
    }

    private List<Optional<Order>> inOrder(List<OrderId> ids) {
        Map<OrderId, Order> found = find(ids);
        return ids.stream().map(id -> Optional.ofNullable(found.get(id))).toList();
    }

    /// A look-up could not be made now.
    public static final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1;

        Busy(String message) {
            super(message);
        }
    }
}
