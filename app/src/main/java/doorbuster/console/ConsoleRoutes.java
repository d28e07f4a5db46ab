package doorbuster.console;

import static doorbuster.door.Route.Access.OPERATOR;
import static doorbuster.door.Route.Access.PUBLIC;

import doorbuster.admission.Caller;
import doorbuster.door.Answer;
import doorbuster.door.Gate;
import doorbuster.door.Pages;
import doorbuster.door.Route;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/// Every route of the admin socket, on one page. The page itself holds no data, so it needs no token; everything it
/// asks for does.
final class ConsoleRoutes {
    private final Gate gate;

    ConsoleRoutes(Gate gate) {
        this.gate = gate;
    }

    List<Route> all(
            SaleConsole sales,
            ListConsole lists,
            OrderLines orders,
            AttemptLines attempts,
            UnitConsole unit,
            Pages page) {
        String sale = "/v1/sales/{saleId}";
        return List.of(
                new Route(Method.GET, "/observe/health/live", PUBLIC, open(unit::live)),
                new Route(Method.GET, "/observe/health/ready", PUBLIC, open(unit::ready)),
                new Route(Method.GET, "/observe/health/unit", PUBLIC, open(unit::unit)),
                new Route(Method.GET, "/observe/metrics", PUBLIC, open(unit::metrics)),
                new Route(Method.GET, "/v1/sales", OPERATOR, operator(sales::all)),
                new Route(Method.GET, sale, OPERATOR, operator(sales::one)),
                new Route(Method.PUT, sale, OPERATOR, operator(sales::put)),
                new Route(Method.POST, sale + "/pause", OPERATOR, operator(sales::pause)),
                new Route(Method.POST, sale + "/resume", OPERATOR, operator(sales::resume)),
                new Route(Method.POST, sale + "/close", OPERATOR, operator(sales::close)),
                new Route(Method.POST, sale + "/restock", OPERATOR, operator(sales::restock)),
                new Route(Method.GET, sale + "/book", OPERATOR, operator(sales::book)),
                new Route(Method.GET, sale + "/book/units", OPERATOR, operator(sales::units)),
                new Route(Method.PUT, sale + "/eligibility/allow", OPERATOR, operator(lists::allow)),
                new Route(Method.PUT, sale + "/eligibility/block", OPERATOR, operator(lists::block)),
                new Route(Method.GET, sale + "/orders", OPERATOR, streaming(orders::stream)),
                new Route(Method.GET, "/v1/buyers/{buyer}/attempts", OPERATOR, operator(attempts::of)),
                new Route(Method.GET, "/v1/dead-letters", OPERATOR, operator(unit::letters)),
                new Route(Method.POST, "/v1/dead-letters/{letterId}/retry", OPERATOR, operator(unit::retry)),
                new Route(Method.POST, "/v1/dead-letters/{letterId}/refuse", OPERATOR, operator(unit::refuse)),
                new Route(Method.GET, "/v1/unit/drain", OPERATOR, operator(unit::drained)),
                new Route(Method.POST, "/v1/unit/drain", OPERATOR, operator(unit::drain)),
                new Route(Method.POST, "/v1/unit/undrain", OPERATOR, operator(unit::undrain)),
                new Route(Method.GET, "/v1/unit/vitals", OPERATOR, operator(unit::vitals)),
                new Route(Method.GET, "/v1/audit", OPERATOR, operator(unit::audit)),
                new Route(Method.GET, "/", PUBLIC, open(request -> page.file(request, "index.html"))),
                new Route(Method.GET, "/console/{file}", PUBLIC, open(page::asset)));
    }

    private interface Endpoint {
        Answer answer(ServerRequest request);
    }

    private interface OperatorsEndpoint {
        Answer answer(ServerRequest request, Caller caller);
    }

    private interface OperatorsStream {
        void stream(ServerRequest request, ServerResponse response, Caller caller);
    }

    private static Handler open(Endpoint endpoint) {
        return (request, response) -> endpoint.answer(request).send(response);
    }

    private Handler operator(OperatorsEndpoint endpoint) {
        return (request, response) -> {
            Answer answer = switch (gate.admitOperator(request)) {
                case Gate.Entry.Out(Answer refusal) -> refusal;
                case Gate.Entry.In(Caller caller) -> endpoint.answer(request, caller);
            };
            answer.send(response);
        };
    }

    private Handler streaming(OperatorsStream endpoint) {
        return (request, response) -> {
            switch (gate.admitOperator(request)) {
                case Gate.Entry.Out(Answer refusal) -> refusal.send(response);
                case Gate.Entry.In(Caller caller) -> endpoint.stream(request, response, caller);
            }
        };
    }
}
