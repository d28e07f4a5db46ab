package doorbuster.console;

import doorbuster.admission.Addresses;
import doorbuster.admission.KeyRing;
import doorbuster.admission.ListUpload;
import doorbuster.admission.Login;
import doorbuster.admission.LoginSettings;
import doorbuster.admission.RateSettings;
import doorbuster.attempts.AttemptTrail;
import doorbuster.book.AuditTrail;
import doorbuster.book.Books;
import doorbuster.book.Ruling;
import doorbuster.book.SaleControl;
import doorbuster.book.SaleDraft;
import doorbuster.book.Sum;
import doorbuster.book.UnitSwitch;
import doorbuster.book.Whereabouts;
import doorbuster.door.Identity;
import doorbuster.door.ModelUnit;
import doorbuster.door.Tally;
import doorbuster.sale.BuyerId;
import doorbuster.sale.Offer;
import doorbuster.sale.OrderId;
import doorbuster.sale.SaleId;
import doorbuster.settle.DeadLetters;
import doorbuster.telemetry.Exposition;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The real console on a real Helidon server on an ephemeral port, over a model.
public final class ConsoleServer implements AutoCloseable, SaleControl, UnitSwitch, ListUpload, DeadLetters {
    public final ModelUnit unit = new ModelUnit();
    public final Identity identity;
    final Console console;
    public final List<String> done = new ArrayList<>();
    private final Map<SaleId, SaleDraft> drafts = new ConcurrentHashMap<>();
    final Set<String> allowed = ConcurrentHashMap.newKeySet();
    volatile Instant checkedAt = Instant.now();
    public final Tally tally = new Tally();
    private volatile boolean draining;
    private final WebServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    public ConsoleServer() throws Exception {
        identity = Identity.shared();
        InstantSource clock = InstantSource.system();
        KeyRing ring = new KeyRing(identity::keys, clock, Duration.ofSeconds(10));
        ring.refresh();
        RateSettings rates = RateSettings.usual(true, Set.of());
        console = new Console(
                new Console.Behind(
                        unit,
                        unit,
                        this,
                        this::book,
                        this::where,
                        (sale, state, taker) -> unit.orders.values().forEach(taker),
                        this,
                        this,
                        this,
                        limit -> List.of(new AuditTrail.Entry(Instant.EPOCH, "op", "pause", "lamp", "by hand")),
                        (sale, buyer, actor) -> new AttemptTrail.Answer.Found(List.of())),
                new Console.Surroundings(
                        "test-north",
                        "node-1",
                        new Login(LoginSettings.of(Identity.ISSUER, Identity.AUDIENCE), ring, clock),
                        new Addresses(rates, clock),
                        () -> new Vitals.Reading(
                                List.of(new Health.Check("redis", true, ""), new Health.Check("postgres", true, "")),
                                12,
                                3,
                                1,
                                List.of(new Vitals.LaneReading("lamp", 0, "OPEN", 7))),
                        new Health(this::report, this::report, Duration.ofSeconds(5), clock),
                        tally,
                        accept -> new Exposition.Page("text/plain", "doorbuster_up 1\n"),
                        e -> false,
                        clock));
        WebServerConfig.Builder builder =
                WebServer.builder().host("127.0.0.1").port(0).shutdownHook(false);
        console.open(builder);
        // a keep-alive connection of a client that is still there would hold the stop up
        builder.shutdownGracePeriod(Duration.ofMillis(100));
        server = builder.build().start();
    }

    public int port() {
        return server.port();
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    HttpRequest.Builder operator(String path) {
        return to(path).header("Authorization", "Bearer " + identity.operator("op"));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Health.Report report() {
        return new Health.Report(checkedAt, List.of(new Health.Check("redis", true, "")));
    }

    private Books.Reading book(SaleId sale) {
        return unit.find(sale).isEmpty()
                ? new Books.Reading.NoSuchSale()
                : new Books.Reading.Read(new Sum(sale, 1, 10, 7, 0, 1, 2, 0, 0, true));
    }

    @Override
    public Ruling put(SaleDraft draft, String actor) {
        Offer offer = Drafted.offer(draft, Offer.Switch.ON);
        unit.put(offer, draft.stock());
        drafts.put(draft.id(), draft);
        done.add("put " + draft.id() + " by " + actor);
        return new Ruling.InForce(offer);
    }

    private Ruling note(String what, SaleId sale, String actor) {
        done.add(what + " " + sale + " by " + actor);
        return unit.find(sale).<Ruling>map(Ruling.InForce::new).orElseGet(Ruling.NoSuchSale::new);
    }

    @Override
    public Ruling pause(SaleId sale, String actor) {
        return note("pause", sale, actor);
    }

    @Override
    public Ruling resume(SaleId sale, String actor) {
        return new Ruling.Refused("not-paused", "The sale is not paused.");
    }

    @Override
    public Ruling close(SaleId sale, String actor) {
        SaleDraft draft = drafts.get(sale);
        if (draft != null) {
            unit.put(Drafted.offer(draft, Offer.Switch.CLOSED), draft.stock());
        }
        return note("close", sale, actor);
    }

    @Override
    public Ruling restock(SaleId sale, long quantity, String actor) {
        return note("restock " + quantity, sale, actor);
    }

    @Override
    public boolean isDraining() {
        return draining;
    }

    @Override
    public Progress progress() {
        return new Progress(draining, 0, 0, 0, 0, 0, 1);
    }

    @Override
    public void drain(String actor) {
        draining = true;
    }

    @Override
    public void undrain(String actor) {
        draining = false;
    }

    @Override
    public Draft begin(SaleId sale, Kind kind) {
        Set<String> staged = new LinkedHashSet<>();
        return new Draft() {
            @Override
            public void add(BuyerId buyer) {
                staged.add(buyer.value());
            }

            @Override
            public long activate(String actor) {
                allowed.clear();
                allowed.addAll(staged);
                return staged.size();
            }

            @Override
            public void close() {
                staged.clear();
            }
        };
    }

    private Whereabouts.Answer where(SaleId sale) {
        return sale.value().equals("lamp")
                ? new Whereabouts.Answer.Places(
                        sale,
                        3,
                        10,
                        List.of(
                                new Whereabouts.Place(Whereabouts.What.AVAILABLE, 0, 6, 0, true),
                                new Whereabouts.Place(Whereabouts.What.DEAD_LETTER, 0, 1, 1, true),
                                new Whereabouts.Place(Whereabouts.What.CONFIRMED, -1, 3, 2, true),
                                new Whereabouts.Place(Whereabouts.What.CANCELLED, -1, 2, 2, false)))
                : new Whereabouts.Answer.NoSuchSale();
    }

    @Override
    public List<Letter> waiting() {
        return List.of(new Letter(
                "1-0", new SaleId("lamp"), Optional.of(new OrderId("a".repeat(40))), 1, "constraint", Instant.EPOCH));
    }

    @Override
    public Decision retry(String id, String actor) {
        return id.equals("1-0") ? new Decision.Done() : new Decision.NoSuchLetter();
    }

    @Override
    public Decision refuse(String id, String actor) {
        return new Decision.Unavailable("test");
    }

    @Override
    public void close() {
        server.stop();
        client.close();
    }
}
