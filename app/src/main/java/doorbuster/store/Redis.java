package doorbuster.store;

import doorbuster.telemetry.Signals;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The unit's Redis Cluster. Everything but health goes through scripts, so that each command is one atomic step in one
/// slot.
///
/// A command whose connection is gone is refused at once instead of being queued; one whose reply is lost becomes
/// [Reply.Unknown] after the command time-out. Lettuce may run such a command again when it reconnects: every script is
/// written to be repeated.
public final class Redis implements Scripts, AutoCloseable {
    private static final String[] NO_STRINGS = {};
    /// A handshake may take longer than a command: right after a failover every client comes at once.
    private static final Duration TO_CONNECT = Duration.ofSeconds(2);

    private final RedisClusterClient client;
    private final RedisSettings settings;
    private final Signals signals;
    private @Nullable volatile StatefulRedisClusterConnection<String, String> connection;
    private volatile boolean shebang = true;

    /// Makes the client; the cluster is first spoken to by the first command.
    public Redis(RedisSettings settings, Signals signals) {
        this.settings = settings;
        this.signals = signals;
        List<RedisURI> seeds =
                settings.seeds().stream().map(seed -> uri(seed, settings)).toList();
        client = RedisClusterClient.create(seeds);
        client.setOptions(options(settings));
    }

    @Override
    public CompletionStage<Reply> run(Script script, List<String> keys, List<String> args) {
        RedisAdvancedClusterAsyncCommands<String, String> commands;
        try {
            commands = connected().async();
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(new Reply.NotRun("Redis is not connected: " + e.getMessage()));
        }
        String[] k = keys.toArray(NO_STRINGS);
        String[] a = args.toArray(NO_STRINGS);
        boolean modern = shebang;
        Span span = signals.traces().call(script.call());
        long began = System.nanoTime();
        try {
            return commands.<List<?>>evalsha(script.sha(modern), ScriptOutputType.MULTI, k, a)
                    .exceptionallyCompose(e -> root(e) instanceof RedisNoScriptException
                            ? commands.<List<?>>eval(script.text(modern), ScriptOutputType.MULTI, k, a)
                            : CompletableFuture.failedFuture(e))
                    .<Reply>handle((values, e) -> e == null ? new Reply.Done(values) : failed(root(e)))
                    .whenComplete((reply, _) -> ended(script, span, began, reply));
        } catch (RuntimeException e) {
            Reply reply = failed(e);
            ended(script, span, began, reply);
            return CompletableFuture.completedFuture(reply);
        }
    }

    private void ended(Script script, Span span, long began, Reply reply) {
        String error = switch (reply) {
            case Reply.Done _ -> "";
            case Reply.NotRun _ -> "not-run";
            case Reply.Unknown _ -> "unknown";
        };
        signals.measures().called(script.call(), System.nanoTime() - began, error);
        if (!error.isEmpty()) {
            span.setStatus(StatusCode.ERROR, error);
        }
        span.end();
    }

    @Override
    public Reply call(Script script, List<String> keys, List<String> args) {
        try {
            return run(script, keys, args)
                    .toCompletableFuture()
                    .get(settings.commandTimeout().toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Unknown("interrupted while waiting for Redis");
        } catch (ExecutionException | TimeoutException e) {
            return new Reply.Unknown("no answer from Redis: " + e);
        }
    }

    /// Whether the cluster answers now.
    public boolean answers() {
        try {
            return connected().sync().ping().equals("PONG");
        } catch (RuntimeException _) {
            return false;
        }
    }

    /// Waits for replicas of this cluster, three quarters of a command time-out at most.
    public Replication replicas() {
        return new ReplicaWait(client, settings.commandTimeout().multipliedBy(3).dividedBy(4));
    }

    /// How long a command is waited for before its outcome is unknown.
    public Duration commandTimeout() {
        return settings.commandTimeout();
    }

    /// The number of primaries that hold slots, at least 1: the default number of a sale's lanes.
    ///
    /// @throws RuntimeException when the cluster cannot be reached
    public int primaries() {
        connected();
        return (int) Math.max(
                1,
                client.getPartitions().stream()
                        .filter(node -> !node.getSlots().isEmpty())
                        .count());
    }

    @Override
    public void close() {
        StatefulRedisClusterConnection<String, String> open = connection;
        if (open != null) {
            open.close();
        }
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }

    private StatefulRedisClusterConnection<String, String> connected() {
        StatefulRedisClusterConnection<String, String> open = connection;
        return open != null ? open : connect();
    }

    private synchronized StatefulRedisClusterConnection<String, String> connect() {
        StatefulRedisClusterConnection<String, String> open = connection;
        if (open == null) {
            open = client.connect(Texts.CODEC);
            String server = open.sync().info("server");
            shebang = !server.contains("redis_version:6.");
            connection = open;
        }
        return open;
    }

    private static Reply failed(Throwable e) {
        String message = String.valueOf(e.getMessage());
        if (e instanceof RedisCommandExecutionException) {
            String code = message.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            return switch (code) {
                case "CLUSTERDOWN",
                        "NOREPLICAS",
                        "OOM",
                        "LOADING",
                        "MISCONF",
                        "READONLY",
                        "MASTERDOWN",
                        "TRYAGAIN",
                        "BUSY",
                        "NOSCRIPT",
                        "BADCALL",
                        "WRONGTYPE" -> new Reply.NotRun(message);
                default -> new Reply.Unknown(message);
            };
        }
        return message.contains("Commands are rejected")
                ? new Reply.NotRun(message)
                : new Reply.Unknown(e.getClass().getSimpleName() + ": " + message);
    }

    private static Throwable root(Throwable e) {
        return (e instanceof CompletionException || e instanceof ExecutionException) && e.getCause() != null
                ? e.getCause()
                : e;
    }

    private static RedisURI uri(String seed, RedisSettings settings) {
        int colon = seed.lastIndexOf(':');
        RedisURI.Builder uri = RedisURI.builder()
                .withHost(seed.substring(0, colon))
                .withPort(Integer.parseInt(seed.substring(colon + 1)));
        if (!settings.password().isEmpty()) {
            uri.withPassword(settings.password().toCharArray());
        }
        return uri.withTimeout(TO_CONNECT).build();
    }

    private static ClusterClientOptions options(RedisSettings settings) {
        ClusterClientOptions.Builder options = ClusterClientOptions.builder()
                .autoReconnect(true)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(settings.requestQueue())
                .timeoutOptions(TimeoutOptions.enabled(settings.commandTimeout()))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(TO_CONNECT)
                        .keepAlive(true)
                        .build())
                .validateClusterNodeMembership(false)
                .maxRedirects(3)
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enablePeriodicRefresh(settings.topologyRefresh())
                        .adaptiveRefreshTriggersTimeout(Duration.ofMillis(500))
                        .build());
        options.maintNotificationsConfig(MaintNotificationsConfig.disabled());
        return options.build();
    }
}
