package doorbuster;

import doorbuster.admission.KeyRing;
import doorbuster.admission.KeySource;
import doorbuster.book.Books;
import doorbuster.book.SaleControl;
import doorbuster.catalog.LiveCatalog;
import doorbuster.console.Health;
import doorbuster.telemetry.Telemetry;
import io.helidon.webserver.WebServer;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One node of a region unit: the engine, and the sockets through which the world speaks to it.
public final class Unit implements AutoCloseable {
    private final UnitConfig config;
    private final Parts parts = new Parts();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Engine engine;
    private final KeyRing keys;
    private final NodeHealth health;
    private final LiveCatalog catalog;
    private final Sockets sockets;
    private @Nullable WebServer server;

    /// Wires a node; nothing is started.
    public Unit(UnitConfig config) {
        this(config, Telemetry.start(config.node().region(), config.node().name(), config.telemetry()));
    }

    /// Wires a node with an SDK that was set up elsewhere.
    public Unit(UnitConfig config, Telemetry telemetry) {
        this.config = config;
        InstantSource clock =
                InstantSource.offset(InstantSource.system(), config.node().clockOffset());
        Given given = new Given(config, clock, new SecureRandom(), parts.keep(telemetry), parts);
        engine = new Engine(given, threads);
        keys = new KeyRing(
                KeySource.of(URI.create(config.identity().jwks())),
                clock,
                config.login().refreshFloor());
        health = new NodeHealth(engine, clock, config.beats().healthAge());
        Health probes = health.probes(config.beats().healthAge());
        catalog = new LiveCatalog(engine.ground.postgres(), config.beats().catalog());
        sockets = new Sockets(given, engine, keys, health, probes, catalog);
        new NodeFigures(
                        engine,
                        sockets.tally,
                        health,
                        catalog,
                        () -> probes.isGood(probes.ready().get()))
                .observe();
    }

    /// Starts the engine, then opens the sockets.
    ///
    /// @throws RuntimeException when Postgres is away or a socket is taken
    public void start() {
        keys.refresh();
        engine.start();
        parts.keep(Loop.every("keys", config.login().refresh(), keys::refresh));
        parts.keep(Loop.every("lists", Duration.ofSeconds(1), engine.lists::beat));
        parts.keep(Loop.every("list sets", Duration.ofSeconds(1), engine.lists::mend));
        parts.keep(Loop.every("health", config.beats().health(), health::beat));
        parts.keep(engine);
        parts.keep(catalog.start());
        server = sockets.open();
    }

    /// The operators' hand on sales.
    public SaleControl control() {
        return engine.control;
    }

    /// The books of this unit.
    public Books books() {
        return engine.mending.books;
    }

    /// The port the public socket was bound to.
    public int publicPort() {
        return started().port();
    }

    /// The port the operators' socket was bound to.
    public int adminPort() {
        return started().port(Sockets.OPERATORS);
    }

    private WebServer started() {
        WebServer up = server;
        if (up == null) {
            throw new IllegalStateException("the node is not started");
        }
        return up;
    }

    /// Says "not ready", lets the edge notice, answers what is under way, then stops.
    @Override
    public void close() {
        health.ending();
        if (server != null) {
            LockSupport.parkNanos(config.node().shutdownGrace().toNanos());
            engine.answered();
            server.stop();
        }
        parts.close();
        threads.close();
    }
}
