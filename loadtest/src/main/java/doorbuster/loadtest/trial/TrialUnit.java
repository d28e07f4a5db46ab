package doorbuster.loadtest.trial;

import com.fasterxml.jackson.databind.json.JsonMapper;
import doorbuster.infra.admin.UnitClient;
import doorbuster.infra.fleet.Databases;
import doorbuster.infra.fleet.JavaPrograms;
import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.identity.LocalIdentity;
import doorbuster.infra.identity.Secrets;
import doorbuster.infra.local.Child;
import doorbuster.infra.local.FreePorts;
import doorbuster.infra.local.PostgresServer;
import doorbuster.infra.local.RedisCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// A region unit of real processes on free ports of loopback: PostgreSQL, a Redis Cluster, and app nodes started as the
/// launcher starts them. `close()` leaves no process and no file behind.
public final class TrialUnit implements AutoCloseable {
    private static final String ADDRESS = "127.0.0.1";
    private final Workspace workspace;
    private final int heapMb;
    private final Path folder;
    private final Secrets secrets;
    private final LocalIdentity identity;
    private final PostgresServer postgres;
    private final RedisCluster redis;
    private final List<AppNode> nodes = new CopyOnWriteArrayList<>();
    private List<String> flags = List.of();
    private List<Path> front = List.of();

    private TrialUnit(Workspace workspace, int heapMb, Path folder, PostgresServer postgres, RedisCluster redis) {
        this.workspace = workspace;
        this.heapMb = heapMb;
        this.folder = folder;
        this.postgres = postgres;
        this.redis = redis;
        secrets = Secrets.in(folder.resolve("secrets.properties"));
        identity = LocalIdentity.in(folder.resolve("identity"));
        Databases.prepareUnit(postgres, secrets);
    }

    /// Starts the stores; no node yet.
    ///
    /// @param workspace where the built app lies
    /// @param heapMb the most heap of each app process
    /// @throws doorbuster.infra.local.StartFailed when a server cannot be started
    public static TrialUnit start(Workspace workspace, int heapMb) {
        return start(workspace, heapMb, PostgresServer.ephemeral());
    }

    /// As [#start(Workspace, int)] with a PostgreSQL that runs already and is closed with the unit.
    public static TrialUnit start(Workspace workspace, int heapMb, PostgresServer postgres) {
        try {
            Path folder = Files.createTempDirectory("doorbuster-trial");
            try {
                return new TrialUnit(workspace, heapMb, folder, postgres, RedisCluster.ephemeral());
            } catch (RuntimeException e) {
                postgres.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How nodes are started from now on: with further words for the JVM, and folders that are searched before the app.
    public void nodesWith(List<String> moreFlags, List<Path> searchedFirst) {
        flags = List.copyOf(moreFlags);
        front = List.copyOf(searchedFirst);
    }

    /// Ends a node in order and for good.
    public void end(AppNode node, Duration patience) {
        node.process().stop(patience);
        nodes.remove(node);
    }

    /// Starts one more app process and waits until it is ready.
    ///
    /// @param settings dotted keys of its configuration that differ from the defaults
    public AppNode node(Map<String, Object> settings) {
        return node(settings, Map.of());
    }

    /// As [#node(Map)].
    ///
    /// @param variables of its environment
    public AppNode node(Map<String, Object> settings, Map<String, String> variables) {
        String name = "trial-" + (nodes.size() + 1);
        int front = FreePorts.one(ADDRESS);
        int admin = FreePorts.one(ADDRESS);
        Path config = folder.resolve(name + ".yaml");
        write(config, configuration(name, front, admin, settings));
        AppNode node = new AppNode(
                name,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), front),
                new UnitClient(name, "http://" + ADDRESS + ":" + admin, identity.operatorToken(Instant.now())),
                process(name, variables));
        nodes.add(node);
        node.awaitReady();
        return node;
    }

    /// Starts a node that has ended once more, at the same place with the same configuration; does not wait.
    public AppNode again(AppNode ended) {
        AppNode node = new AppNode(ended.name(), ended.front(), ended.admin(), process(ended.name(), Map.of()));
        nodes.set(nodes.indexOf(ended), node);
        return node;
    }

    /// The nodes, in the order of their starts.
    public List<AppNode> nodes() {
        return List.copyOf(nodes);
    }

    /// Who signs the buyers' tokens.
    public LocalIdentity identity() {
        return identity;
    }

    public PostgresServer postgres() {
        return postgres;
    }

    public RedisCluster redis() {
        return redis;
    }

    /// A connection to the unit's tables.
    public Connection connect() throws SQLException {
        Connection connection = postgres.connect(Databases.NAME);
        connection.setSchema("unit");
        return connection;
    }

    /// Copies the logs of the nodes to another folder, for whoever asks what happened.
    public void keepLogs(Path into) {
        try {
            Files.createDirectories(into);
            for (AppNode node : nodes) {
                String log = node.name() + ".log";
                Files.copy(folder.resolve(log), into.resolve(log), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        nodes.forEach(AppNode::stop);
        redis.close();
        postgres.close();
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Child process(String name, Map<String, String> variables) {
        return Child.start(new JavaPrograms(workspace, variables, flags, front)
                .command(
                        name,
                        "app",
                        "doorbuster.Main",
                        heapMb,
                        folder.resolve(name + ".yaml"),
                        folder.resolve(name + ".log")));
    }

    private Map<String, Object> configuration(String name, int front, int admin, Map<String, Object> settings) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("unit", section("region", "trial", "display-name", "Trial", "node", name, "profile", "local"));
        tree.put("public", section("address", ADDRESS, "port", front));
        tree.put("admin", section("address", ADDRESS, "port", admin));
        tree.put("redis", section("seeds", redis.seeds(), "password", redis.password()));
        tree.put(
                "postgres",
                section(
                        "url",
                        postgres.jdbcUrl(Databases.NAME),
                        "user",
                        "doorbuster_app",
                        "password",
                        secrets.password("doorbuster_app")));
        Path keys = folder.resolve("identity");
        tree.put(
                "identity",
                section(
                        "jwks",
                        LocalIdentity.jwksFile(keys).toUri().toString(),
                        "local-key",
                        LocalIdentity.keyFile(keys).toString()));
        tree.put(
                "secrets",
                section(
                        "order-key",
                        secrets.key("order-key"),
                        "challenge-key",
                        secrets.key("challenge-key"),
                        "payment-key",
                        secrets.key("payment-key")));
        settings.forEach((key, value) -> put(tree, key, value));
        return tree;
    }

    private static void put(Map<String, Object> tree, String key, Object value) {
        int dot = key.indexOf('.');
        @SuppressWarnings("unchecked") // every first level of the tree is a section made here
        Map<String, Object> section =
                (Map<String, Object>) tree.computeIfAbsent(key.substring(0, dot), _ -> new LinkedHashMap<>());
        section.put(key.substring(dot + 1), value);
    }

    private static Map<String, Object> section(Object... pairs) {
        Map<String, Object> section = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            section.put(pairs[i].toString(), pairs[i + 1]);
        }
        return section;
    }

    /// JSON is YAML.
    private static void write(Path file, Map<String, Object> tree) {
        try {
            JsonMapper.builder().build().writeValue(file.toFile(), tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
