package doorbuster.store;

import java.time.Duration;
import java.util.List;

/// How a node speaks to its unit's Redis Cluster.
///
/// @param seeds `host:port` of nodes to learn the cluster from, at least one
/// @param password empty for none
/// @param commandTimeout how long to wait for an answer before it is unknown, 50 ms – 5 s
/// @param topologyRefresh how often the cluster's shape is read, 100 ms – 60 s
/// @param requestQueue commands under way and waiting per connection, 100 – 1,000,000; more are refused
public record RedisSettings(
        List<String> seeds, String password, Duration commandTimeout, Duration topologyRefresh, int requestQueue) {
    /// @throws IllegalArgumentException when a number is out of its bounds
    public RedisSettings {
        seeds = List.copyOf(seeds);
        Bounds.check("redis.seeds", seeds.size(), 1, 1000);
        Bounds.check("redis.command-timeout-ms", commandTimeout.toMillis(), 50, 5_000);
        Bounds.check("redis.topology-refresh-ms", topologyRefresh.toMillis(), 100, 60_000);
        Bounds.check("redis.request-queue", requestQueue, 100, 1_000_000);
    }
}
