package doorbuster.console;

import doorbuster.admission.Addresses;
import doorbuster.admission.ListUpload;
import doorbuster.admission.Login;
import doorbuster.attempts.AttemptTrail;
import doorbuster.book.AuditTrail;
import doorbuster.book.Books;
import doorbuster.book.SaleControl;
import doorbuster.book.UnitSwitch;
import doorbuster.book.Whereabouts;
import doorbuster.door.Body;
import doorbuster.door.Gate;
import doorbuster.door.Hardening;
import doorbuster.door.Pages;
import doorbuster.door.Problems;
import doorbuster.door.Route;
import doorbuster.door.Tally;
import doorbuster.reserve.Inventory;
import doorbuster.reserve.Sales;
import doorbuster.settle.DeadLetters;
import doorbuster.status.OrderFeed;
import doorbuster.telemetry.Exposition;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/// The operators' socket: puts the endpoints together and hangs them into it.
public final class Console {
    /// A list of a million buyers fits, with names of 128 characters.
    private static final long MOST_BYTES = 256L << 20;

    private static final List<String> PAGE =
            List.of("index.html", "console.css", "console.js", "api.js", "chart.js", "tables.js", "mark.svg");
    private final Hardening hardening;
    private final Problems problems;
    private final List<Route> routes;

    /// The ports behind the console.
    public record Behind(
            Sales sales,
            Inventory inventory,
            SaleControl control,
            Books books,
            Whereabouts whereabouts,
            OrderFeed feed,
            ListUpload lists,
            DeadLetters letters,
            UnitSwitch unit,
            AuditTrail audit,
            AttemptTrail attempts) {}

    /// What is observed, and who may look.
    ///
    /// @param metrics the scrape of this moment, for what a scraper accepts
    /// @param storeAway whether an exception means that a store does not answer
    public record Surroundings(
            String region,
            String node,
            Login login,
            Addresses addresses,
            Vitals vitals,
            Health health,
            Tally tally,
            Function<String, Exposition.Page> metrics,
            Predicate<Throwable> storeAway,
            InstantSource clock) {}

    /// Puts the console together.
    public Console(Behind behind, Surroundings around) {
        this.problems = new Problems(around.region());
        this.hardening = new Hardening(problems, around.region(), around.storeAway());
        Gate gate = new Gate(around.login(), around.addresses(), problems);
        UnitConsole.Parts unit = new UnitConsole.Parts(
                around.region(),
                around.node(),
                behind.unit(),
                behind.letters(),
                behind.audit(),
                around.vitals(),
                around.health(),
                around.tally(),
                around.metrics(),
                around.clock());
        this.routes = new ConsoleRoutes(gate)
                .all(
                        new SaleConsole(
                                behind.sales(),
                                behind.inventory(),
                                behind.control(),
                                behind.books(),
                                behind.whereabouts(),
                                new Body(problems),
                                problems),
                        new ListConsole(behind.lists(), behind.sales(), problems),
                        new OrderLines(behind.feed(), behind.sales(), problems),
                        new AttemptLines(behind.attempts(), problems),
                        new UnitConsole(unit, problems),
                        new Pages(problems, "web/console", PAGE));
    }

    /// Hangs the console into a socket.
    public void open(ListenerConfig.BuilderBase<?, ?> socket) {
        HttpRouting.Builder routing = HttpRouting.builder();
        hardening.routing(routing);
        Route.register(routing, routes, problems);
        hardening.socket(socket, MOST_BYTES);
        socket.routing(routing);
    }

    /// Every route, for the tests that hold them against the contract.
    public List<Route> routes() {
        return routes;
    }
}
