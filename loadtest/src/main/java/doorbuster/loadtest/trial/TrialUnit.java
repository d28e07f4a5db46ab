package doorbuster.loadtest.trial;

import doorbuster.infra.admin.UnitClient;
import doorbuster.infra.fleet.Databases;
import doorbuster.infra.fleet.JavaPrograms;
import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.identity.LocalIdentity;
import doorbuster.infra.identity.Secrets;
import doorbuster.infra.local.Child;
import doorbuster.infra.local.Folders;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

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
    private final Map<String, NodeFile> files = new ConcurrentHashMap<>();
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
        NodeFile file = NodeFile.of(name, folder, front, admin, redis, postgres, secrets);
        file.put(settings);
        files.put(name, file);
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
        return again(ended, Map.of());
    }

    /// As [#again(AppNode)], with other settings from now on.
    public AppNode again(AppNode ended, Map<String, Object> settings) {
        Objects.requireNonNull(files.get(ended.name()), "a node of another unit")
                .put(settings);
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
        try {
            Folders.delete(folder);
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
}
