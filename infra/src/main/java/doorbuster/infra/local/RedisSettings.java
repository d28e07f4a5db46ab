package doorbuster.infra.local;

import java.nio.file.Path;
import java.util.List;

/// Where and how one Redis Cluster of six nodes runs.
///
/// @param name what messages call it, e.g. `Redis of eu-west`
/// @param folder each node keeps its data, configuration and log in `node-1` … `node-6` below it
/// @param ports six client ports (each node also takes port + 10000), or none for any free ones
/// @param password of all nodes; empty for none
/// @param maxMemory per node, as Redis writes it (`256mb`); above it writes are refused (`noeviction`)
/// @param nodeTimeoutMs after this silence a node counts as failed; 2000–5000
/// @param minReplicasToWrite a primary with fewer connected replicas refuses writes. With one replica per
///     primary, 1 turns every single fault into an outage until the dead node is back, and it does not
///     prevent the loss it seems to prevent (a frozen primary still acknowledges), so nothing counts on it
///     and the default is 0
public record RedisSettings(
        String name,
        Path folder,
        String address,
        List<Integer> ports,
        String password,
        String maxMemory,
        int nodeTimeoutMs,
        int minReplicasToWrite,
        Backing backing) {

    public RedisSettings {
        ports = List.copyOf(ports);
        if (!ports.isEmpty() && ports.size() != RedisCluster.NODES) {
            throw new IllegalArgumentException("a cluster has " + RedisCluster.NODES + " ports, not " + ports.size());
        }
    }

    /// Loopback, free ports, no password, 128 MB per node, 2 s node time-out, the backing that the
    /// environment chooses.
    public static RedisSettings in(Path folder) {
        return new RedisSettings(
                "Redis", folder, "127.0.0.1", List.of(), "", "128mb", 2_000, 0, Backing.ofEnvironment());
    }

    public RedisSettings named(String newName) {
        return new RedisSettings(
                newName, folder, address, ports, password, maxMemory, nodeTimeoutMs, minReplicasToWrite, backing);
    }

    /// `newPorts` empty means: any free ones.
    public RedisSettings at(String newAddress, List<Integer> newPorts) {
        return new RedisSettings(
                name, folder, newAddress, newPorts, password, maxMemory, nodeTimeoutMs, minReplicasToWrite, backing);
    }

    public RedisSettings password(String newPassword) {
        return new RedisSettings(
                name, folder, address, ports, newPassword, maxMemory, nodeTimeoutMs, minReplicasToWrite, backing);
    }

    public RedisSettings maxMemory(String newMaxMemory) {
        return new RedisSettings(
                name, folder, address, ports, password, newMaxMemory, nodeTimeoutMs, minReplicasToWrite, backing);
    }

    public RedisSettings nodeTimeoutMs(int newTimeout) {
        return new RedisSettings(
                name, folder, address, ports, password, maxMemory, newTimeout, minReplicasToWrite, backing);
    }

    public RedisSettings on(Backing newBacking) {
        return new RedisSettings(
                name, folder, address, ports, password, maxMemory, nodeTimeoutMs, minReplicasToWrite, newBacking);
    }

    public RedisSettings minReplicasToWrite(int replicas) {
        return new RedisSettings(name, folder, address, ports, password, maxMemory, nodeTimeoutMs, replicas, backing);
    }

    /// The configuration file of the node on `port`; only directives that Redis 6.2 knows too.
    String configuration(int port) {
        return """
                # written at every start
                bind %s
                port %d
                protected-mode no
                daemonize no
                requirepass "%s"
                masterauth "%s"
                cluster-enabled yes
                cluster-config-file nodes.conf
                cluster-node-timeout %d
                cluster-announce-ip %s
                # a lane whose primary is failing over must not stop the others
                cluster-require-full-coverage no
                min-replicas-to-write %d
                appendonly yes
                appendfsync everysec
                save ""
                maxmemory %s
                maxmemory-policy noeviction
                # a replica that comes back should be a copy again at once, not after the default 5 s
                repl-diskless-sync yes
                repl-diskless-sync-delay 0
                repl-backlog-size 16mb
                """.formatted(address, port, password, password, nodeTimeoutMs, address, minReplicasToWrite, maxMemory);
    }
}
