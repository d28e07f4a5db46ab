package doorbuster;

import doorbuster.admission.Addresses;
import doorbuster.admission.Challenges;
import doorbuster.admission.Eligibility;
import doorbuster.admission.Footprints;
import doorbuster.admission.KeyRing;
import doorbuster.admission.KeySource;
import doorbuster.admission.LocalIdentity;
import doorbuster.admission.Login;
import doorbuster.admission.SharedSpentChallenges;
import doorbuster.book.Books;
import doorbuster.book.SaleControl;
import doorbuster.catalog.CatalogSnapshot;
import doorbuster.door.Door;
import doorbuster.door.Tracing;
import doorbuster.store.Postgres;
import doorbuster.telemetry.Telemetry;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// One node of a region unit: the engine, and the sockets through which the world speaks to it.
public final class Unit implements AutoCloseable {
    private final UnitConfig config;
    private final Parts parts = new Parts();
    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Telemetry telemetry;
    private final Engine engine;
    private final KeyRing keys;
    private final Login login;
    private @Nullable WebServer server;
    private volatile boolean draining;

    /// Wires a node; nothing is started.
    public Unit(UnitConfig config) {
        this.config = config;
        telemetry =
                parts.keep(Telemetry.start(config.node().region(), config.node().name()));
        engine = new Engine(config, random, threads, parts);
        keys = new KeyRing(
                KeySource.of(URI.create(config.identity().jwks())),
                clock,
                config.login().refreshFloor());
        login = new Login(config.login(), keys, clock);
    }

    /// Starts the engine, then opens the sockets.
    ///
    /// @throws RuntimeException when Postgres is away or a socket is taken
    public void start() {
        keys.refresh();
        engine.start();
        parts.keep(Loop.every("keys", config.login().refresh(), keys::refresh));
        parts.keep(engine);
        server = serve();
    }

    /// The operators' hand on sales.
    public SaleControl control() {
        return engine.control;
    }

    /// The books of this unit.
    public Books books() {
        return engine.books;
    }

    /// The port the public socket was bound to.
    public int publicPort() {
        WebServer up = server;
        if (up == null) {
            throw new IllegalStateException("the node is not started");
        }
        return up.port();
    }

    @Override
    public void close() {
        draining = true;
        if (server != null) {
            server.stop();
        }
        parts.close();
        threads.close();
    }

    private WebServer serve() {
        Door door = new Door(
                config.door(),
                new Door.Behind(
                        engine.roster,
                        engine.inventory,
                        engine.orders,
                        engine.life,
                        engine.life,
                        () -> CatalogSnapshot.EMPTY,
                        engine.mint),
                judges(),
                new Door.Surroundings(
                        telemetry.isExporting()
                                ? Optional.of(new Tracing(telemetry.tracer(), () -> true))
                                : Optional.empty(),
                        () -> draining,
                        thrown -> thrown instanceof Postgres.Away,
                        random,
                        clock));
        var builder = WebServer.builder()
                .address(address(config.publicSocket().address()))
                .port(config.publicSocket().port());
        door.open(builder);
        return builder.build().start();
    }

    private Door.Judges judges() {
        return new Door.Judges(
                login,
                config.rate(),
                new Addresses(config.rate(), clock),
                new Footprints(config.rate(), clock),
                new Eligibility((_, _) -> true),
                new Challenges(config.challenge(), new SharedSpentChallenges(engine.redis), clock),
                localIdentity());
    }

    private Optional<LocalIdentity> localIdentity() {
        String path = config.identity().localKey();
        if (path.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LocalIdentity(Files.readString(Path.of(path)), config.login(), clock));
        } catch (IOException e) {
            throw new IllegalArgumentException("identity.local-key cannot be read: " + path, e);
        }
    }

    private static InetAddress address(String name) {
        try {
            return InetAddress.getByName(name);
        } catch (IOException e) {
            throw new IllegalArgumentException("not an address of this machine: " + name, e);
        }
    }
}
