package doorbuster.simulator.conformance;

import doorbuster.simulator.redis.MemoryRedis;
import doorbuster.store.Reply;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A connection to the memory on which nothing goes wrong.
record PlainScripts(MemoryRedis redis) implements Scripts {
    @Override
    public CompletionStage<Reply> run(Script script, List<String> keys, List<String> args) {
        return CompletableFuture.completedFuture(call(script, keys, args));
    }

    @Override
    public Reply call(Script script, List<String> keys, List<String> args) {
        return redis.call("story", script, keys, args);
    }
}
