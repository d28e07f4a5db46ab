package doorbuster.simulator;

import doorbuster.store.Reply;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Scripts that are run as another runs them; every call goes through [#call].
class SameScripts implements Scripts {
    private final Scripts real;

    SameScripts(Scripts real) {
        this.real = real;
    }

    @Override
    public CompletionStage<Reply> run(Script script, List<String> keys, List<String> args) {
        return CompletableFuture.completedFuture(call(script, keys, args));
    }

    @Override
    public Reply call(Script script, List<String> keys, List<String> args) {
        return real.call(script, keys, args);
    }

    @Override
    public long nanos() {
        return real.nanos();
    }
}
