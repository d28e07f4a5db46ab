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
import doorbuster.attempts.AuditedTrail;
import doorbuster.book.Books;
import doorbuster.book.PostgresAuditTrail;
import doorbuster.book.SaleControl;
import doorbuster.book.UnitWhereabouts;
import doorbuster.catalog.LiveCatalog;
import doorbuster.console.Console;
import doorbuster.console.Health;
import doorbuster.door.Door;
import doorbuster.door.Tally;
import doorbuster.door.Tracing;
import doorbuster.status.PagedOrderFeed;
import doorbuster.store.Postgres;
import doorbuster.telemetry.PageSpans;
import doorbuster.telemetry.Pseudonyms;
import doorbuster.telemetry.Telemetry;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One node of a region unit: the engine, and the sockets through which the world speaks to it.
public final class Unit implements AutoCloseable {
    private static final String OPERATORS = "operators";
    private final UnitConfig config;
    private final Parts parts = new Parts();
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Telemetry telemetry;
    private final Engine engine;
    private final KeyRing keys;
    private final Login login;
    private final Addresses addresses;
    private final Tally tally = new Tally();
    private final NodeHealth health;
    private final Health probes;
    private final LiveCatalog catalog;
    private final Optional<PageSpans> pageSpans;
    private @Nullable WebServer server;

    /// Wires a node; nothing is started.
    public Unit(UnitConfig config) {
        this(config, Telemetry.start(config.node().region(), config.node().name(), config.telemetry()));
    }

    /// Wires a node with an SDK that was set up elsewhere.
    public Unit(UnitConfig config, Telemetry telemetry) {
        this.config = config;
        clock = InstantSource.offset(InstantSource.system(), config.node().clockOffset());
        this.telemetry = parts.keep(telemetry);
        pageSpans = telemetry.isExporting()
                ? Optional.of(parts.keep(PageSpans.start(
                        config.node().region(), clock, telemetry.sampling().share())))
                : Optional.empty();
        engine = new Engine(config, clock, random, threads, parts, telemetry.signals());
        keys = new KeyRing(
                KeySource.of(URI.create(config.identity().jwks())),
                clock,
                config.login().refreshFloor());
        login = new Login(config.login(), keys, clock);
        addresses = new Addresses(config.rate(), clock);
        health = new NodeHealth(engine, clock, config.beats().healthAge());
        probes = health.probes(config.beats().healthAge());
        catalog = new LiveCatalog(engine.postgres, config.beats().catalog());
        new NodeFigures(
                        engine,
                        tally,
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

    /// The port the operators' socket was bound to.
    public int adminPort() {
        WebServer up = server;
        if (up == null) {
            throw new IllegalStateException("the node is not started");
        }
        return up.port(OPERATORS);
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

    private WebServer serve() {
        Door door = new Door(
                config.door(),
                new Door.Behind(
                        engine.roster,
                        engine.inventory,
                        engine.orders,
                        engine.life,
                        engine.life,
                        catalog,
                        engine.mint,
                        engine.attempts::note),
                judges(),
                new Door.Surroundings(
                        telemetry.isExporting()
                                ? Optional.of(new Tracing(
                                        telemetry.tracer(),
                                        telemetry.sampling(),
                                        config.telemetry().slow(),
                                        new Pseudonyms(config.identity().orderKeyBytes())::of))
                                : Optional.empty(),
                        pageSpans,
                        tally,
                        telemetry.signals().measures(),
                        engine.intake,
                        thrown -> thrown instanceof Postgres.Away,
                        random,
                        clock));
        // Helidon's own hook would close the sockets before this node has said that it is not ready
        var builder = WebServer.builder()
                .shutdownHook(false)
                .address(address(config.publicSocket().address()))
                .port(config.publicSocket().port());
        door.open(builder);
        builder.putSocket(OPERATORS, socket -> {
            socket.name(OPERATORS)
                    .address(address(config.adminSocket().address()))
                    .port(config.adminSocket().port());
            console().open(socket);
        });
        return builder.build().start();
    }

    private Console console() {
        return new Console(
                new Console.Behind(
                        engine.roster,
                        engine.inventory,
                        engine.control,
                        engine.books,
                        new UnitWhereabouts(engine.roster, engine.postgres, engine.redis, engine.held),
                        new PagedOrderFeed(engine.postgres),
                        engine.lists,
                        engine.letters,
                        engine.unitSwitch,
                        new PostgresAuditTrail(engine.postgres),
                        new AuditedTrail(engine.attempts, engine.roster::find, engine.postgres)),
                new Console.Surroundings(
                        config.node().region(),
                        config.node().name(),
                        login,
                        addresses,
                        health,
                        probes,
                        tally,
                        telemetry.exposition()::page,
                        thrown -> thrown instanceof Postgres.Away,
                        clock));
    }

    private Door.Judges judges() {
        return new Door.Judges(
                login,
                config.rate(),
                addresses,
                new Footprints(config.rate(), clock),
                new Eligibility(engine.lists),
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
