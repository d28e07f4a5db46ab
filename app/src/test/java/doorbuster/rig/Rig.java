package doorbuster.rig;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import doorbuster.Unit;
import doorbuster.UnitConfig;
import doorbuster.book.Books;
import doorbuster.book.Ruling;
import doorbuster.book.SaleDraft;
import doorbuster.book.Sum;
import doorbuster.infra.local.PostgresServer;
import doorbuster.infra.local.RedisCluster;
import doorbuster.sale.Offer;
import doorbuster.sale.SaleId;
import doorbuster.sale.Sku;
import doorbuster.store.PooledPostgres;
import doorbuster.store.PostgresSettings;
import doorbuster.store.Redis;
import doorbuster.store.RedisSettings;
import doorbuster.telemetry.Signals;
import doorbuster.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/// One region unit of real servers on free ports.
public final class Rig implements AutoCloseable {
    public final PostgresServer postgres;
    public final RedisCluster redis;
    private final Path folder;
    private final ECKey key;
    private final List<Unit> nodes = new ArrayList<>();
    private final List<Unit> stopped = new ArrayList<>();

    private Rig(PostgresServer postgres, RedisCluster redis, Path folder, ECKey key) {
        this.postgres = postgres;
        this.redis = redis;
        this.folder = folder;
        this.key = key;
    }

    /// Starts the stores; no node yet.
    public static Rig start() {
        try {
            Path folder = Files.createTempDirectory("doorbuster-rig");
            ECKey key = new ECKeyGenerator(Curve.P_256).keyID("test").generate();
            Files.writeString(folder.resolve("local-key.json"), key.toJSONString());
            Files.writeString(folder.resolve("jwks.json"), new JWKSet(key.toPublicJWK()).toString());
            PostgresServer postgres = PostgresServer.ephemeral();
            prepare(postgres);
            return new Rig(postgres, RedisCluster.ephemeral(), folder, key);
        } catch (IOException | JOSEException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Starts one more node of the unit.
    ///
    /// @param settings further lines of YAML
    public Unit node(String... settings) {
        return started(new Unit(config(UnaryOperator.identity(), settings)));
    }

    /// As [#node(String...)], which waits for Redis as long as a starved machine needs: none of its tries is called
    /// unknown and made again.
    public Unit patientNode() {
        return started(new Unit(config(yaml -> yaml.replace("redis: {", "redis: {command-timeout-ms: 5000, "))));
    }

    /// As [#node(String...)], with a cable of its own to Postgres.
    public Unit nodeBehind(Cable postgresCable, String... settings) {
        return started(new Unit(
                config(yaml -> yaml.replace(":" + postgres.port() + "/", ":" + postgresCable.port() + "/"), settings)));
    }

    /// As [#node(String...)], on given ports, so that it can be started again behind the same edge.
    public Unit nodeAt(int publicPort, int adminPort, String... settings) {
        return started(new Unit(config(
                yaml -> yaml.replace(
                                "public: {address: 127.0.0.1, port: 0}",
                                "public: {address: 127.0.0.1, port: " + publicPort + "}")
                        .replace(
                                "admin: {address: 127.0.0.1, port: 0}",
                                "admin: {address: 127.0.0.1, port: " + adminPort + "}")
                        .replace("shutdown-grace-ms: 0", "shutdown-grace-ms: 1500"),
                settings)));
    }

    /// As [#node(String...)], without what only the local profile has.
    public Unit production(String... settings) {
        return started(new Unit(config(
                yaml -> yaml.replace("profile: local", "profile: production").replaceAll(", local-key: \"[^\"]*\"", ""),
                settings)));
    }

    /// As [#node(String...)], with an SDK whose spans the test keeps.
    public Unit traced(Telemetry telemetry) {
        return started(new Unit(config(UnaryOperator.identity()), telemetry));
    }

    private Unit started(Unit unit) {
        unit.start();
        nodes.add(unit);
        return unit;
    }

    private UnitConfig config(UnaryOperator<String> change, String... settings) {
        try {
            String name = "node-" + (nodes.size() + 1);
            Path file = folder.resolve(name + ".yaml");
            Files.writeString(
                    file,
                    change.apply(new NodeFile(redis, postgres, folder).named(name)) + String.join("\n", settings)
                            + "\n");
            return UnitConfig.read(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Stops one of the first nodes as a rolling restart does; the others, and those started later, go on.
    public void stop(int node) {
        nodes.get(node).close();
        stopped.add(nodes.get(node));
    }

    /// Ends all nodes; the stores stay, and the next node begins anew.
    public void endNodes() {
        nodes.forEach(Unit::close);
        nodes.clear();
    }

    /// The nodes, in the order of their starts.
    public List<Unit> nodes() {
        return nodes;
    }

    /// The private key that signs the buyers' tokens.
    public ECKey key() {
        return key;
    }

    /// Creates a sale that is open now, through the first node.
    public SaleId sale(String name, long stock, int limit) {
        return sale(name, stock, limit, false, Instant.now().minusSeconds(60));
    }

    /// Creates a sale, for all or for its list only.
    public SaleId sale(String name, long stock, int limit, boolean listed, Instant opensAt) {
        SaleDraft draft = new SaleDraft(
                new SaleId(name),
                new Sku("SKU-1"),
                stock,
                opensAt,
                opensAt.plusSeconds(7200),
                limit,
                1999,
                "EUR",
                Duration.ofMinutes(10),
                Offer.Challenge.OFF,
                0,
                0,
                listed);
        // on a busy machine the lanes may not answer at once: the change is recorded then, and said again
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> Assertions.assertThat(nodes.getFirst().control().put(draft, "test"))
                                .isInstanceOf(Ruling.InForce.class));
        return new SaleId(name);
    }

    /// The book once it balances and nothing is left unsettled; every integration test ends with it.
    public Sum balanced(SaleId sale) {
        List<Sum> seen = new ArrayList<>();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    Books.Reading reading = nodes.getLast().books().read(sale);
                    Assertions.assertThat(reading).isInstanceOf(Books.Reading.Read.class);
                    Sum sum = ((Books.Reading.Read) reading).sum();
                    Assertions.assertThat(sum.balanced()).as("%s", sum).isTrue();
                    Assertions.assertThat(sum.accepted() + sum.inTransfer())
                            .as("%s", sum)
                            .isZero();
                    seen.add(sum);
                });
        return seen.getLast();
    }

    /// A client of the unit's Redis, beside those of its nodes.
    public Redis client() {
        return new Redis(
                new RedisSettings(redis.seeds(), redis.password(), Duration.ofSeconds(2), Duration.ofSeconds(1), 1000),
                Signals.off());
    }

    /// The unit's tables, beside the connections of its nodes.
    public PooledPostgres tables() {
        return new PooledPostgres(
                new PostgresSettings(
                        postgres.jdbcUrl("doorbuster"),
                        "doorbuster_app",
                        "test-only",
                        3,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(2)),
                Signals.off());
    }

    /// A connection to the unit's tables, for what a test wants to see with its own eyes.
    public Connection connect() throws SQLException {
        Connection connection = postgres.connect("doorbuster");
        connection.setSchema("unit");
        return connection;
    }

    @Override
    public void close() {
        nodes.stream().filter(node -> !stopped.contains(node)).forEach(Unit::close);
        redis.close();
        postgres.close();
    }

    private static void prepare(PostgresServer postgres) throws SQLException {
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE doorbuster_app LOGIN PASSWORD 'test-only'");
            statement.execute("CREATE DATABASE doorbuster OWNER doorbuster_app");
        }
    }
}
