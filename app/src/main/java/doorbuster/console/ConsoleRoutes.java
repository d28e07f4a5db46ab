package doorbuster.console;

import static doorbuster.door.Guarded.open;
import static doorbuster.door.Route.Access.OPERATOR;
import static doorbuster.door.Route.Access.PUBLIC;

import doorbuster.door.Gate;
import doorbuster.door.Guarded;
import doorbuster.door.Pages;
import doorbuster.door.Route;
import io.helidon.http.Method;
import java.util.List;

/// Every route of the admin socket, on one page. The page itself holds no data, so it needs no token; everything it
/// asks for does.
final class ConsoleRoutes {
    private final Guarded operators;

    ConsoleRoutes(Gate gate) {
        operators = new Guarded(gate::admitOperator);
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
                new Route(Method.GET, "/v1/sales", OPERATOR, operators.admitted(sales::all)),
                new Route(Method.GET, sale, OPERATOR, operators.admitted(sales::one)),
                new Route(Method.PUT, sale, OPERATOR, operators.admitted(sales::put)),
                new Route(Method.POST, sale + "/pause", OPERATOR, operators.admitted(sales::pause)),
                new Route(Method.POST, sale + "/resume", OPERATOR, operators.admitted(sales::resume)),
                new Route(Method.POST, sale + "/close", OPERATOR, operators.admitted(sales::close)),
                new Route(Method.POST, sale + "/restock", OPERATOR, operators.admitted(sales::restock)),
                new Route(Method.GET, sale + "/book", OPERATOR, operators.admitted(sales::book)),
                new Route(Method.GET, sale + "/book/units", OPERATOR, operators.admitted(sales::units)),
                new Route(Method.PUT, sale + "/eligibility/allow", OPERATOR, operators.admitted(lists::allow)),
                new Route(Method.PUT, sale + "/eligibility/block", OPERATOR, operators.admitted(lists::block)),
                new Route(Method.GET, sale + "/orders", OPERATOR, operators.streaming(orders::stream)),
                new Route(Method.GET, "/v1/buyers/{buyer}/attempts", OPERATOR, operators.admitted(attempts::of)),
                new Route(Method.GET, "/v1/dead-letters", OPERATOR, operators.admitted(unit::letters)),
                new Route(Method.POST, "/v1/dead-letters/{letterId}/retry", OPERATOR, operators.admitted(unit::retry)),
                new Route(
                        Method.POST, "/v1/dead-letters/{letterId}/refuse", OPERATOR, operators.admitted(unit::refuse)),
                new Route(Method.GET, "/v1/unit/drain", OPERATOR, operators.admitted(unit::drained)),
                new Route(Method.POST, "/v1/unit/drain", OPERATOR, operators.admitted(unit::drain)),
                new Route(Method.POST, "/v1/unit/undrain", OPERATOR, operators.admitted(unit::undrain)),
                new Route(Method.GET, "/v1/unit/vitals", OPERATOR, operators.admitted(unit::vitals)),
                new Route(Method.GET, "/v1/audit", OPERATOR, operators.admitted(unit::audit)),
                new Route(Method.GET, "/", PUBLIC, open(request -> page.file(request, "index.html"))),
                new Route(Method.GET, "/console/{file}", PUBLIC, open(page::asset)));
    }
}
