package doorbuster.infra.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A real Redis Cluster of three primaries and three replicas as child processes or in containers
/// ([Backing]), with append-only files in a given folder.
///
/// `close()` leaves no process behind; the data stay, except for [#ephemeral()]. Starting again on kept data
/// finds the cluster as it was, with whatever roles the nodes had, also on another address or other ports.
public final class RedisCluster implements AutoCloseable {
    static final int PRIMARIES = 3;
    static final int NODES = 6;

    private static final Duration FORMED = Duration.ofSeconds(30);

    private final RedisSettings settings;
    private final boolean dropOnClose;
    private final List<RedisNode> nodes;

    private RedisCluster(RedisSettings settings, boolean dropOnClose) {
        this.settings = settings;
        this.dropOnClose = dropOnClose;
        this.nodes = launch(settings);
        try {
            nodes.forEach(RedisNode::awaitAnswer);
            new ClusterFormation(settings, nodes).form(FORMED);
        } catch (StartFailed e) {
            close();
            throw e;
        }
    }

    /// Starts six nodes, forms the cluster (or finds it again) and waits until every slot is served and every
    /// primary has a copy.
    ///
    /// @throws StartFailed with one line that says why not; no process is left then
    public static RedisCluster start(RedisSettings settings) {
        return new RedisCluster(withPorts(settings), false);
    }

    /// A cluster on loopback and free ports whose data are deleted by `close()`.
    public static RedisCluster ephemeral() {
        try {
            return new RedisCluster(withPorts(RedisSettings.in(Files.createTempDirectory("doorbuster-redis"))), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `address:port` of each node.
    public List<String> seeds() {
        return nodes.stream().map(node -> node.address() + ":" + node.port()).toList();
    }

    public String password() {
        return settings.password();
    }

    public RedisSettings settings() {
        return settings;
    }

    /// All six, in the order of their ports: at first 0–2 are primaries and 3–5 their replicas.
    public List<RedisNode> nodes() {
        return nodes;
    }

    public RedisNode node(int index) {
        return nodes.get(index);
    }

    /// The node that now serves `key` for writing, as seen by the first node that answers.
    public RedisNode primaryOf(String key) {
        return new ClusterFormation(settings, nodes).primaryOf(key);
    }

    /// The nodes that now serve slots.
    public List<RedisNode> primaries() {
        return new ClusterFormation(settings, nodes).primaries();
    }

    /// Whether all six nodes are up, every slot is served, and every primary has a replica that is in step.
    public boolean isHealthy() {
        return new ClusterFormation(settings, nodes).isWhole();
    }

    /// Waits for [#isHealthy()].
    ///
    /// @throws StartFailed when `patience` is over
    public void awaitHealthy(Duration patience) {
        new ClusterFormation(settings, nodes).awaitWhole(patience);
    }

    @Override
    public void close() {
        if (dropOnClose) {
            nodes.forEach(RedisNode::kill);
            try {
                Folders.delete(settings.folder());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        } else {
            List<Thread> stopping = nodes.stream()
                    .map(node -> Thread.ofPlatform().start(node::stop))
                    .toList();
            stopping.forEach(RedisCluster::join);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<RedisNode> launch(RedisSettings settings) {
        List<RedisNode> launched = new ArrayList<>();
        List<Path> folders = IntStream.rangeClosed(1, NODES)
                .mapToObj(node -> settings.folder().resolve("node-" + node))
                .toList();
        try {
            MovedNodes.rewrite(folders, settings.address(), settings.ports());
            for (int i = 0; i < NODES; i++) {
                launched.add(RedisNode.launch(settings, settings.ports().get(i), folders.get(i)));
            }
        } catch (IOException e) {
            throw new StartFailed(settings.name() + " cannot be started: " + e.getMessage(), e);
        } catch (StartFailed e) {
            launched.forEach(RedisNode::kill);
            throw e;
        }
        return List.copyOf(launched);
    }

    private static RedisSettings withPorts(RedisSettings settings) {
        return settings.ports().isEmpty()
                ? settings.at(settings.address(), FreePorts.withBus(settings.address(), NODES))
                : settings;
    }
}
