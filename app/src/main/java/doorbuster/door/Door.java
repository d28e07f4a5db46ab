package doorbuster.door;

import doorbuster.admission.Addresses;
import doorbuster.admission.Challenges;
import doorbuster.admission.Eligibility;
import doorbuster.admission.Footprints;
import doorbuster.admission.LocalIdentity;
import doorbuster.admission.Login;
import doorbuster.admission.RateSettings;
import doorbuster.admission.Risk;
import doorbuster.attempts.Noted;
import doorbuster.catalog.Catalog;
import doorbuster.order.Cancellations;
import doorbuster.order.Payments;
import doorbuster.reserve.Intake;
import doorbuster.reserve.Inventory;
import doorbuster.reserve.Sales;
import doorbuster.sale.Offer;
import doorbuster.sale.OrderIdMint;
import doorbuster.status.Orders;
import doorbuster.telemetry.Measures;
import doorbuster.telemetry.PageSpans;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/// The buyers' front door: puts the endpoints together and hangs them into a socket.
public final class Door {
    private static final List<String> SHOP = List.of(
            "index.html",
            "shop.css",
            "shop.js",
            "api.js",
            "words.js",
            "buying.js",
            "cards.js",
            "orders.js",
            "trace.js",
            "proof.js",
            "mark.svg");
    private final Hardening hardening;
    private final Problems problems;
    private final List<Route> routes;

    /// The ports behind the door.
    public record Behind(
            Sales sales,
            Inventory inventory,
            Orders orders,
            Cancellations cancellations,
            Payments payments,
            Catalog catalog,
            OrderIdMint mint,
            BiConsumer<Offer, Noted> notes) {}

    /// Those who judge at the door.
    public record Judges(
            Login login,
            RateSettings rates,
            Addresses addresses,
            Footprints footprints,
            Eligibility eligibility,
            Challenges challenges,
            Optional<LocalIdentity> localIdentity) {}

    /// What the door needs of its around.
    ///
    /// @param tracing empty when no trace is ever exported
    /// @param pageSpans empty as well then: nothing a page reports is kept
    /// @param tally counts what attempts are answered
    /// @param measures how long all of it takes
    /// @param intake whether this unit takes new orders
    /// @param storeAway whether an exception means that a store does not answer
    public record Surroundings(
            Optional<Tracing> tracing,
            Optional<PageSpans> pageSpans,
            Tally tally,
            Measures measures,
            Intake intake,
            Predicate<Throwable> storeAway,
            SecureRandom random,
            InstantSource clock) {}

    /// Puts the door together.
    public Door(DoorSettings settings, Behind behind, Judges judges, Surroundings around) {
        this.problems = new Problems(settings.region());
        this.hardening = new Hardening(problems, settings.region(), around.storeAway());
        Gate gate = new Gate(judges.login(), judges.addresses(), problems);
        this.routes = new Routes(gate)
                .all(endpoints(settings, behind, judges, around, gate)).stream()
                        .map(route -> Timed.route(route, around.measures(), around.tracing(), hardening::status))
                        .toList();
    }

    /// Hangs the door into a socket.
    public void open(ListenerConfig.BuilderBase<?, ?> socket) {
        HttpRouting.Builder routing = HttpRouting.builder();
        hardening.routing(routing);
        Route.register(routing, routes, problems);
        hardening.socket(socket, Body.MAX_BYTES);
        socket.routing(routing);
    }

    /// Every route, for the tests that hold them against the contract.
    public List<Route> routes() {
        return routes;
    }

    private Routes.Endpoints endpoints(
            DoorSettings settings, Behind behind, Judges judges, Surroundings around, Gate gate) {
        InstantSource clock = around.clock();
        Body body = new Body(problems);
        Ordering ordering = ordering(settings, behind, judges, around, gate);
        OrdersEndpoint orders =
                new OrdersEndpoint(behind.orders(), behind.cancellations(), behind.mint(), problems, clock);
        return new Routes.Endpoints(
                ordering,
                orders,
                new OrderEvents(
                        behind.orders(), orders, problems, settings, around.measures(), around.intake()::isOff, clock),
                new SalesEndpoint(
                        behind.sales(),
                        behind.inventory(),
                        behind.catalog(),
                        settings,
                        problems,
                        around.pageSpans().map(PageSpans::share)),
                new CatalogEndpoint(behind.catalog(), problems),
                new ChallengeEndpoint(
                        judges.challenges(), gate, behind.sales(), judges.footprints(), ordering, problems),
                new PaymentsEndpoint(behind.payments(), settings, body, problems, clock),
                new PageReports(around.pageSpans(), body, problems, clock),
                new Pages(problems, "web/shop", SHOP),
                new Pages(problems, "", List.of("openapi.yaml")),
                judges.localIdentity()
                        .filter(identity -> settings.localLogin())
                        .map(identity -> new DevLogin(identity, body, problems, clock)),
                settings.benchConstant(),
                body);
    }

    private Ordering ordering(DoorSettings settings, Behind behind, Judges judges, Surroundings around, Gate gate) {
        return new Ordering(new Ordering.Parts(
                settings,
                problems,
                new OrderForm.Reader(behind.sales(), settings, new Body(problems), problems),
                gate,
                judges.addresses(),
                judges.footprints(),
                new Risk(judges.rates()),
                judges.eligibility(),
                judges.challenges(),
                behind.mint(),
                new TryIds(around.random()),
                behind.inventory(),
                new ReservationAnswers(problems, behind.orders(), around.clock()),
                around.tally(),
                around.measures(),
                around.tracing(),
                behind.notes(),
                around.intake(),
                judges.rates().perBuyer(),
                around.clock()));
    }
}
