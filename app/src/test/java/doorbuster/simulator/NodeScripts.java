package doorbuster.simulator;

import doorbuster.simulator.redis.MemoryRedis;
import doorbuster.store.Reply;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/// One node's connection to Redis: every call takes a while each way, and may meet the weather.
final class NodeScripts implements Scripts {
    private static final int TIMEOUT_MICROS = 100_000;
    private static final int LATE_MILLIS = 2_500;
    private final String client;
    private final Loom.Running process;
    private final MemoryRedis redis;
    private final Loom loom;
    private final Weather weather;
    private final RandomGenerator random;
    private final Runnable ran;

    /// @param ran told after each script that ran, late ones too
    NodeScripts(
            String client,
            Loom.Running process,
            MemoryRedis redis,
            Loom loom,
            Weather weather,
            RandomGenerator random,
            Runnable ran) {
        this.client = client;
        this.process = process;
        this.redis = redis;
        this.loom = loom;
        this.weather = weather;
        this.random = random;
        this.ran = ran;
    }

    @Override
    public CompletionStage<Reply> run(Script script, List<String> keys, List<String> args) {
        return CompletableFuture.completedFuture(call(script, keys, args));
    }

    @Override
    public Reply call(Script script, List<String> keys, List<String> args) {
        loom.pause(process, weather.delayMicros());
        return switch (weather.script(script.name())) {
            case FINE -> {
                Reply reply = now(script, keys, args);
                loom.pause(process, weather.delayMicros() + weather.standstill(client, step(script, reply)));
                yield reply;
            }
            case REFUSED -> new Reply.NotRun("Commands are rejected");
            case LOST -> silence();
            case REPLY_LOST -> {
                now(script, keys, args);
                yield silence();
            }
            case LATE -> {
                later(script, keys, args);
                yield silence();
            }
            case TWICE -> {
                now(script, keys, args);
                later(script, keys, args);
                yield silence();
            }
        };
    }

    @Override
    public long nanos() {
        return loom.nanos();
    }

    /// The name of a step at which it may matter to stand still; none for one that found nothing to do.
    private static String step(Script script, Reply reply) {
        boolean idle = !(reply instanceof Reply.Done done)
                || switch (script.name()) {
                    case "read" -> done.size() <= 3;
                    case "give" -> done.number(1) == 0;
                    case "mark" -> !done.text(1).equals("MARKED");
                    case "reserve" -> done.values().stream().noneMatch("A"::equals);
                    default -> false;
                };
        return idle ? "" : script.name();
    }

    private Reply silence() {
        loom.pause(process, TIMEOUT_MICROS);
        return new Reply.Unknown("no answer");
    }

    private Reply now(Script script, List<String> keys, List<String> args) {
        Reply reply = redis.call(client, script, keys, args);
        ran.run();
        return reply;
    }

    private void later(Script script, List<String> keys, List<String> args) {
        List<String> same = List.copyOf(args);
        loom.later(random.nextInt(LATE_MILLIS), () -> now(script, keys, same));
    }
}
