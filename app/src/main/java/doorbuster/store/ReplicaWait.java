package doorbuster.store;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// `WAIT 1` on connections of its own, so that nobody else's command waits behind it.
///
/// WAIT speaks of what its own connection wrote; so a little is written first, by a script that also sees whether the
/// lane still lies on the process it was opened on. A client library that connects anew between the two would send the
/// WAIT on a connection that wrote nothing, and it would say yes: the connection's number is asked before and after.
final class ReplicaWait implements Replication {
    private static final Script REPLICATE = Script.load(ReplicaWait.class, "replicate");
    private static final int REPLICAS = 1;
    private final RedisClusterClient client;
    private final Duration most;
    private @Nullable volatile StatefulRedisClusterConnection<String, String> connection;

    /// @param most how long to wait for a replica; shorter than the client's command time-out
    ReplicaWait(RedisClusterClient client, Duration most) {
        this.client = client;
        this.most = most;
    }

    @Override
    public CompletionStage<Boolean> reached(String state, long epoch) {
        try {
            RedisClusterNode primary = client.getPartitions().getPartitionBySlot(SlotHash.getSlot(state));
            if (primary == null) {
                return CompletableFuture.completedFuture(false);
            }
            return connected()
                    .getConnectionAsync(
                            primary.getUri().getHost(), primary.getUri().getPort())
                    .thenCompose(node -> waited(node.async(), state, epoch))
                    .exceptionally(_ -> false);
        } catch (RuntimeException _) {
            return CompletableFuture.completedFuture(false);
        }
    }

    private CompletableFuture<Boolean> waited(RedisAsyncCommands<String, String> node, String state, long epoch) {
        CompletableFuture<Long> before = node.clientId().toCompletableFuture();
        CompletableFuture<List<?>> written = node.<List<?>>eval(
                        REPLICATE.text(false), ScriptOutputType.MULTI, new String[] {state}, Long.toString(epoch))
                .toCompletableFuture();
        CompletableFuture<Long> replicas =
                node.waitForReplication(REPLICAS, most.toMillis()).toCompletableFuture();
        CompletableFuture<Long> after = node.clientId().toCompletableFuture();
        return CompletableFuture.allOf(before, written, replicas, after)
                .thenApply(_ -> Standing.of(new Reply.Done(written.join())) == Standing.OPEN
                        && replicas.join() >= REPLICAS
                        && before.join().equals(after.join()));
    }

    private synchronized StatefulRedisClusterConnection<String, String> connected() {
        StatefulRedisClusterConnection<String, String> open = connection;
        if (open == null) {
            open = client.connect(Texts.CODEC);
            connection = open;
        }
        return open;
    }
}
