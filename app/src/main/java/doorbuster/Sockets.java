package doorbuster;

import doorbuster.admission.Addresses;
import doorbuster.admission.Challenges;
import doorbuster.admission.Eligibility;
import doorbuster.admission.Footprints;
import doorbuster.admission.KeyRing;
import doorbuster.admission.LocalIdentity;
import doorbuster.admission.Login;
import doorbuster.admission.SharedSpentChallenges;
import doorbuster.attempts.AuditedTrail;
import doorbuster.book.PostgresAuditTrail;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The two sockets of a node: the buyers' with the [Door] behind it, the operators' with the [Console].
final class Sockets {
    /// The name of the operators' socket.
    static final String OPERATORS = "operators";

    /// What attempts were answered at the door.
    final Tally tally = new Tally();

    private final Given given;
    private final UnitConfig config;
    private final Engine engine;
    private final Login login;
    private final Addresses addresses;
    private final NodeHealth health;
    private final Health probes;
    private final LiveCatalog catalog;
    private final Optional<PageSpans> pageSpans;

    /// Wires what stands before the engine; nothing is opened.
    Sockets(Given given, Engine engine, KeyRing keys, NodeHealth health, Health probes, LiveCatalog catalog) {
        this.given = given;
        config = given.config();
        this.engine = engine;
        login = new Login(config.login(), keys, given.clock());
        addresses = new Addresses(config.rate(), given.clock());
        this.health = health;
        this.probes = probes;
        this.catalog = catalog;
        Telemetry telemetry = given.telemetry();
        pageSpans = telemetry.isExporting()
                ? Optional.of(given.parts()
                        .keep(PageSpans.start(
                                config.node().region(),
                                given.clock(),
                                telemetry.sampling().share())))
                : Optional.empty();
    }

    /// Opens both.
    ///
    /// @throws RuntimeException when one is taken
    WebServer open() {
        // Helidon's own hook would close the sockets before this node has said that it is not ready
        var builder = WebServer.builder()
                .shutdownHook(false)
                .address(address(config.publicSocket().address()))
                .port(config.publicSocket().port());
        door().open(builder);
        builder.putSocket(OPERATORS, socket -> {
            socket.name(OPERATORS)
                    .address(address(config.adminSocket().address()))
                    .port(config.adminSocket().port());
            console().open(socket);
        });
        return builder.build().start();
    }

    private Door door() {
        return new Door(
                config.door(),
                new Door.Behind(
                        engine.ground.roster(),
                        engine.reserving.inventory,
                        engine.orders,
                        engine.life,
                        engine.life,
                        catalog,
                        engine.mint,
                        engine.attempts::note),
                judges(),
                new Door.Surroundings(
                        tracing(),
                        pageSpans,
                        tally,
                        given.signals().measures(),
                        engine.reserving.intake,
                        thrown -> thrown instanceof Postgres.Away,
                        given.random(),
                        given.clock()));
    }

    private Optional<Tracing> tracing() {
        Telemetry telemetry = given.telemetry();
        return telemetry.isExporting()
                ? Optional.of(new Tracing(
                        telemetry.tracer(),
                        telemetry.sampling(),
                        config.telemetry().slow(),
                        new Pseudonyms(config.identity().orderKeyBytes())::of))
                : Optional.empty();
    }

    private Door.Judges judges() {
        return new Door.Judges(
                login,
                config.rate(),
                addresses,
                new Footprints(config.rate(), given.clock()),
                new Eligibility(engine.lists),
                new Challenges(config.challenge(), new SharedSpentChallenges(engine.ground.redis()), given.clock()),
                localIdentity());
    }

    private Optional<LocalIdentity> localIdentity() {
        String path = config.identity().localKey();
        if (path.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LocalIdentity(Files.readString(Path.of(path)), config.login(), given.clock()));
        } catch (IOException e) {
            throw new IllegalArgumentException("identity.local-key cannot be read: " + path, e);
        }
    }

    private Console console() {
        Ground ground = engine.ground;
        return new Console(
                new Console.Behind(
                        ground.roster(),
                        engine.reserving.inventory,
                        engine.control,
                        engine.mending.books,
                        new UnitWhereabouts(
                                ground.roster(),
                                ground.postgres(),
                                ground.redis(),
                                ground.held(),
                                engine.reserving.pulse::stir),
                        new PagedOrderFeed(ground.postgres()),
                        engine.lists,
                        engine.letters,
                        engine.unitSwitch,
                        new PostgresAuditTrail(ground.postgres()),
                        new AuditedTrail(engine.attempts, ground.roster()::find, ground.postgres())),
                new Console.Surroundings(
                        config.node().region(),
                        config.node().name(),
                        login,
                        addresses,
                        health,
                        probes,
                        tally,
                        given.telemetry().exposition()::page,
                        thrown -> thrown instanceof Postgres.Away,
                        given.clock()));
    }

    private static InetAddress address(String name) {
        try {
            return InetAddress.getByName(name);
        } catch (IOException e) {
            throw new IllegalArgumentException("not an address of this machine: " + name, e);
        }
    }
}
