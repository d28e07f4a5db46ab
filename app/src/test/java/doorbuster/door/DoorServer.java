package doorbuster.door;

import doorbuster.admission.Addresses;
import doorbuster.admission.ChallengeSettings;
import doorbuster.admission.Challenges;
import doorbuster.admission.Eligibility;
import doorbuster.admission.Footprints;
import doorbuster.admission.KeyRing;
import doorbuster.admission.LocalIdentity;
import doorbuster.admission.Login;
import doorbuster.admission.LoginSettings;
import doorbuster.admission.RateSettings;
import doorbuster.admission.SpentChallenges;
import doorbuster.reserve.Intake;
import doorbuster.rig.KeptSpans;
import doorbuster.rig.LocalServer;
import doorbuster.sale.OrderId;
import doorbuster.sale.OrderIdMint;
import doorbuster.telemetry.Measures;
import doorbuster.telemetry.PageSpans;
import doorbuster.telemetry.Sampling;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The real door on a real Helidon server on an ephemeral port, over a [ModelUnit].
public final class DoorServer implements AutoCloseable {
    public static final String REGION = "test-north";
    public static final String SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA==";
    public final ModelUnit unit = new ModelUnit();
    public final Identity identity;
    public final Door door;
    public final Intake intake = new Intake(System::nanoTime, Duration.ofHours(1));
    public final Set<String> blockedMembers = ConcurrentHashMap.newKeySet();
    /// The spans of requests that carry a sampled context, and those that pages report.
    public final KeptSpans spans = new KeptSpans();

    private final SdkTracerProvider traces = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build();
    private final LocalServer server;

    public DoorServer() throws Exception {
        this(new RateSettings(100, 600, 5, Duration.ofMinutes(1), 10_000, true, Set.of()));
    }

    public DoorServer(RateSettings rates) throws Exception {
        identity = Identity.shared();
        InstantSource clock = InstantSource.system();
        DoorSettings settings = new DoorSettings(
                REGION,
                "Test North",
                () -> List.of(new DoorSettings.Other("test-south", "http://south.test")),
                SECRET,
                true,
                true,
                100,
                Duration.ofSeconds(10));
        door = new Door(settings, behind(), judges(rates, clock), surroundings(clock));
        server = new LocalServer(door::open);
    }

    private Door.Behind behind() {
        return new Door.Behind(
                unit,
                unit,
                unit,
                unit::cancel,
                unit::count,
                () -> unit.catalog,
                new OrderIdMint(new byte[32]),
                (offer, noted) -> {});
    }

    private Door.Judges judges(RateSettings rates, InstantSource clock) {
        LoginSettings login = LoginSettings.of(Identity.ISSUER, Identity.AUDIENCE);
        KeyRing ring = new KeyRing(identity::keys, clock, Duration.ofSeconds(10));
        ring.refresh();
        Map<String, OrderId> spent = new ConcurrentHashMap<>();
        SpentChallenges once = (challenge, by, ttl) -> by.equals(spent.computeIfAbsent(challenge, c -> by))
                ? SpentChallenges.Spending.OURS
                : SpentChallenges.Spending.ANOTHERS;
        return new Door.Judges(
                new Login(login, ring, clock),
                rates,
                new Addresses(rates, clock),
                new Footprints(rates, clock),
                new Eligibility((sale, buyer) -> !blockedMembers.contains(buyer.value())),
                new Challenges(new ChallengeSettings(SECRET, Duration.ofMinutes(5), 1_000), once, clock),
                Optional.of(new LocalIdentity(identity.ec.toJSONString(), login, clock)));
    }

    private Door.Surroundings surroundings(InstantSource clock) {
        return new Door.Surroundings(
                Optional.of(new Tracing(
                        traces.get("test"), Sampling.callersOnly(), Duration.ofSeconds(30), buyer -> "one")),
                Optional.of(PageSpans.to(SimpleSpanProcessor.create(spans), clock)),
                new Tally(),
                Measures.off(),
                intake,
                StoreAway.class::isInstance,
                new SecureRandom(),
                clock);
    }

    /// What the model throws when its store does not answer.
    public static final class StoreAway extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    public int port() {
        return server.port();
    }

    public HttpRequest.Builder to(String path) {
        return server.to(path);
    }

    /// An order of a buyer for one unit.
    public HttpRequest.Builder order(String sale, String buyer, String key, String body) {
        return to("/v1/sales/" + sale + "/orders")
                .header("Authorization", "Bearer " + identity.token(buyer))
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        return server.send(request);
    }

    public HttpResponse<String> buy(String sale, String buyer, String key) {
        return send(order(sale, buyer, key, "{\"quantity\":1}"));
    }

    public HttpResponse<String> get(String path, String buyer) {
        return send(to(path).header("Authorization", "Bearer " + identity.token(buyer)));
    }

    @Override
    public void close() {
        server.close();
        traces.close();
    }
}
