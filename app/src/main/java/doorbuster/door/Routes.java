package doorbuster.door;

import static doorbuster.door.Guarded.open;
import static doorbuster.door.Route.Access.BUYER;
import static doorbuster.door.Route.Access.PUBLIC;
import static doorbuster.door.Route.Access.SIGNED;

import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Every route of the public socket, on one page. The first is the one that must be fast: routes are tried in this
/// order.
final class Routes {
    /// The endpoints, made by [Door].
    record Endpoints(
            Ordering ordering,
            OrdersEndpoint orders,
            OrderEvents events,
            SalesEndpoint sales,
            CatalogEndpoint catalog,
            ChallengeEndpoint challenges,
            PaymentsEndpoint payments,
            PageReports reports,
            Pages shop,
            Pages papers,
            Optional<DevLogin> devLogin,
            boolean benchConstant,
            Body body) {}

    private final Guarded buyers;

    Routes(Gate gate) {
        buyers = new Guarded(gate::admit);
    }

    List<Route> all(Endpoints ends) {
        List<Route> routes = new ArrayList<>(List.of(
                // checks the form before the login, so it asks the gate by itself
                new Route(Method.POST, "/v1/sales/{saleId}/orders", BUYER, open(ends.ordering()::place)),
                new Route(Method.GET, "/v1/orders/{orderId}", BUYER, buyers.admitted(ends.orders()::one)),
                new Route(Method.GET, "/v1/sales/{saleId}", PUBLIC, open(ends.sales()::one)),
                new Route(Method.GET, "/v1/sales", PUBLIC, open(ends.sales()::all)),
                new Route(Method.GET, "/v1/orders/{orderId}/events", BUYER, buyers.streaming(ends.events()::stream)),
                new Route(Method.DELETE, "/v1/orders/{orderId}", BUYER, buyers.admitted(ends.orders()::cancel)),
                new Route(Method.GET, "/v1/orders", BUYER, buyers.admitted(ends.orders()::all)),
                new Route(Method.GET, "/v1/challenges", PUBLIC, open(ends.challenges()::challenge)),
                new Route(Method.POST, "/v1/payments/events", SIGNED, open(ends.payments()::event)),
                new Route(
                        Method.POST,
                        "/v1/traces",
                        BUYER,
                        buyers.admitted((request, _) -> ends.reports().report(request))),
                new Route(Method.GET, "/v1/catalog/products", PUBLIC, open(ends.catalog()::products)),
                new Route(Method.GET, "/v1/catalog/products/{sku}", PUBLIC, open(ends.catalog()::product)),
                new Route(
                        Method.GET,
                        "/v1/catalog/products/{sku}/pictures/{number}",
                        PUBLIC,
                        open(ends.catalog()::picture)),
                new Route(Method.GET, "/", PUBLIC, open(request -> ends.shop().file(request, "index.html"))),
                new Route(Method.GET, "/shop/{file}", PUBLIC, open(ends.shop()::asset)),
                new Route(
                        Method.GET,
                        "/openapi.yaml",
                        PUBLIC,
                        open(request -> ends.papers().file(request, "openapi.yaml")))));
        ends.devLogin()
                .ifPresent(login -> routes.add(new Route(Method.POST, "/dev/login", PUBLIC, open(login::login))));
        if (ends.benchConstant()) {
            routes.add(new Route(Method.POST, "/bench/constant", PUBLIC, constant(ends.body())));
        }
        return List.copyOf(routes);
    }

    /// What Helidon alone can do with the same body: read it and answer a constant. The yardstick of `bench`.
    private static Handler constant(Body body) {
        Answer constant = Answer.json(202, "{\"state\":\"CONSTANT\"}".getBytes(StandardCharsets.UTF_8));
        return (request, response) -> {
            Answer answer = switch (body.bytes(request)) {
                case Reading.Unfit<byte[]>(Answer refusal) -> refusal;
                case Reading.Fit<byte[]>(byte[] bytes) -> constant;
            };
            answer.send(response);
        };
    }
}
