package doorbuster.door;

import doorbuster.admission.Caller;
import doorbuster.order.Cancellation;
import doorbuster.order.Cancellations;
import doorbuster.sale.BuyerId;
import doorbuster.sale.Order;
import doorbuster.sale.OrderId;
import doorbuster.sale.OrderIdMint;
import doorbuster.sale.OrderState;
import doorbuster.status.Orders;
import doorbuster.status.Sight;
import io.helidon.webserver.http.ServerRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A buyer's own orders: one, all, take one back.
final class OrdersEndpoint {
    private static final String CACHE = "Cache-Control";
    private final Orders orders;
    private final Cancellations cancellations;
    private final OrderIdMint mint;
    private final Problems problems;
    private final InstantSource clock;

    OrdersEndpoint(
            Orders orders, Cancellations cancellations, OrderIdMint mint, Problems problems, InstantSource clock) {
        this.orders = orders;
        this.cancellations = cancellations;
        this.mint = mint;
        this.problems = problems;
        this.clock = clock;
    }

    Answer one(ServerRequest request, Caller caller) {
        Optional<OrderId> id = own(request, caller.buyer());
        return id.isEmpty() ? stranger() : of(orders.find(id.get(), caller.buyer()));
    }

    Answer all(ServerRequest request, Caller caller) {
        List<OrderView> views =
                orders.of(caller.buyer()).stream().map(this::view).toList();
        return Answer.json(200, Json.bytes(Map.of("orders", views))).with(CACHE, "no-store");
    }

    Answer cancel(ServerRequest request, Caller caller) {
        Optional<OrderId> id = own(request, caller.buyer());
        if (id.isEmpty()) {
            return stranger();
        }
        return switch (cancellations.cancel(id.get(), caller.buyer())) {
            case Cancellation.Cancelled() -> of(orders.find(id.get(), caller.buyer()));
            case Cancellation.Noted() -> noted(orders.find(id.get(), caller.buyer()));
            case Cancellation.TooLate(OrderState state) ->
                problems.of(Code.NOT_CANCELLABLE, "The order is " + state + ".");
            case Cancellation.Stranger() -> stranger();
            case Cancellation.Unavailable(String why) -> unavailable();
        };
    }

    /// An order that will be cancelled once it is settled; while nobody can say how it is, the buyer asks again.
    Answer noted(Sight sight) {
        return sight instanceof Sight.Seen ? of(sight).as(202) : of(sight);
    }

    /// The id of the path, when this unit made it for this buyer; a stranger's is like a random one.
    Optional<OrderId> own(ServerRequest request, BuyerId buyer) {
        return OrderId.parse(request.path().pathParameters().get("orderId")).filter(id -> mint.belongsTo(id, buyer));
    }

    Answer of(Sight sight) {
        return switch (sight) {
            case Sight.Seen(Order order) -> {
                Answer answer = Answer.json(200, Json.bytes(view(order))).with(CACHE, "no-store");
                yield order.state().isFinal() ? answer : answer.with("Retry-After", "1");
            }
            case Sight.Stranger() -> stranger();
            case Sight.Unavailable(String why) -> unavailable();
        };
    }

    OrderView view(Order order) {
        return OrderView.of(order, clock.instant());
    }

    Answer stranger() {
        return problems.of(Code.NOT_FOUND, "You have no such order here.");
    }

    private Answer unavailable() {
        return problems.later(Code.UNAVAILABLE, "The order is safe; please ask again in a moment.", 1);
    }
}
