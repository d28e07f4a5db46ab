package doorbuster.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import doorbuster.admission.Addresses;
import doorbuster.admission.KeyRing;
import doorbuster.admission.Login;
import doorbuster.admission.LoginSettings;
import doorbuster.admission.RateSettings;
import doorbuster.attempts.AttemptTrail;
import doorbuster.book.AuditTrail;
import doorbuster.door.Identity;
import doorbuster.door.ModelUnit;
import doorbuster.door.Tally;
import doorbuster.rig.LocalServer;
import doorbuster.telemetry.Exposition;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// The real console on a real Helidon server on an ephemeral port, over a model.
public final class ConsoleServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    public final ModelUnit unit = new ModelUnit();
    public final ModelDesk desk = new ModelDesk(unit);
    public final Identity identity = Identity.shared();
    final Console console;
    volatile Instant checkedAt = Instant.now();
    private final LocalServer server;

    public ConsoleServer() throws Exception {
        InstantSource clock = InstantSource.system();
        console = new Console(
                new Console.Behind(
                        unit,
                        unit,
                        desk,
                        desk::book,
                        desk::where,
                        (sale, state, taker) -> unit.orders.values().forEach(taker),
                        desk,
                        desk,
                        desk,
                        limit -> List.of(new AuditTrail.Entry(Instant.EPOCH, "op", "pause", "lamp", "by hand")),
                        (sale, buyer, actor) -> new AttemptTrail.Answer.Found(List.of())),
                surroundings(clock));
        server = new LocalServer(console::open);
    }

    private Console.Surroundings surroundings(InstantSource clock) {
        KeyRing ring = new KeyRing(identity::keys, clock, Duration.ofSeconds(10));
        ring.refresh();
        return new Console.Surroundings(
                "test-north",
                "node-1",
                new Login(LoginSettings.of(Identity.ISSUER, Identity.AUDIENCE), ring, clock),
                new Addresses(RateSettings.usual(true, Set.of()), clock),
                () -> new Vitals.Reading(
                        List.of(new Health.Check("redis", true, ""), new Health.Check("postgres", true, "")),
                        12,
                        3,
                        1,
                        List.of(new Vitals.LaneReading("lamp", 0, "OPEN", 7))),
                new Health(this::report, this::report, Duration.ofSeconds(5), clock),
                new Tally(),
                accept -> new Exposition.Page("text/plain", "doorbuster_up 1\n"),
                e -> false,
                clock);
    }

    private Health.Report report() {
        return new Health.Report(checkedAt, List.of(new Health.Check("redis", true, "")));
    }

    public int port() {
        return server.port();
    }

    HttpRequest.Builder to(String path) {
        return server.to(path);
    }

    HttpRequest.Builder operator(String path) {
        return to(path).header("Authorization", "Bearer " + identity.operator("op"));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return server.send(request);
    }

    /// An operator's GET.
    HttpResponse<String> get(String path) {
        return send(operator(path));
    }

    /// An operator's POST of a JSON text.
    HttpResponse<String> post(String path, String body) {
        return send(operator(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /// An operator's PUT.
    HttpResponse<String> put(String path, String type, byte[] body) {
        return send(operator(path).header("Content-Type", type).PUT(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        server.close();
    }
}
