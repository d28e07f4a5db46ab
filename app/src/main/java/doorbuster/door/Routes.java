package doorbuster.door;

import static doorbuster.door.Route.Access.BUYER;
import static doorbuster.door.Route.Access.PUBLIC;
import static doorbuster.door.Route.Access.SIGNED;

import doorbuster.admission.Caller;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
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

    private final Gate gate;

    Routes(Gate gate) {
        this.gate = gate;
    }

    List<Route> all(Endpoints ends) {
        List<Route> routes = new ArrayList<>(List.of(
                // checks the form before the login, so it asks the gate by itself
                new Route(Method.POST, "/v1/sales/{saleId}/orders", BUYER, open(ends.ordering()::place)),
                new Route(Method.GET, "/v1/orders/{orderId}", BUYER, signedIn(ends.orders()::one)),
                new Route(Method.GET, "/v1/sales/{saleId}", PUBLIC, open(ends.sales()::one)),
                new Route(Method.GET, "/v1/sales", PUBLIC, open(ends.sales()::all)),
                new Route(Method.GET, "/v1/orders/{orderId}/events", BUYER, streaming(ends.events()::stream)),
                new Route(Method.DELETE, "/v1/orders/{orderId}", BUYER, signedIn(ends.orders()::cancel)),
                new Route(Method.GET, "/v1/orders", BUYER, signedIn(ends.orders()::all)),
                new Route(Method.GET, "/v1/challenges", PUBLIC, open(ends.challenges()::challenge)),
                new Route(Method.POST, "/v1/payments/events", SIGNED, open(ends.payments()::event)),
                new Route(
                        Method.POST,
                        "/v1/traces",
                        BUYER,
                        signedIn((request, _) -> ends.reports().report(request))),
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

    private interface Endpoint {
        Answer answer(ServerRequest request);
    }

    private interface BuyersEndpoint {
        Answer answer(ServerRequest request, Caller caller);
    }

    private interface BuyersStream {
        void stream(ServerRequest request, ServerResponse response, Caller caller);
    }

    private static Handler open(Endpoint endpoint) {
        return (request, response) -> endpoint.answer(request).send(response);
    }

    private Handler signedIn(BuyersEndpoint endpoint) {
        return (request, response) -> {
            Answer answer = switch (gate.admit(request)) {
                case Gate.Entry.Out(Answer refusal) -> refusal;
                case Gate.Entry.In(Caller caller) -> endpoint.answer(request, caller);
            };
            answer.send(response);
        };
    }

    private Handler streaming(BuyersStream endpoint) {
        return (request, response) -> {
            switch (gate.admit(request)) {
                case Gate.Entry.Out(Answer refusal) -> refusal.send(response);
                case Gate.Entry.In(Caller caller) -> endpoint.stream(request, response, caller);
            }
        };
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
