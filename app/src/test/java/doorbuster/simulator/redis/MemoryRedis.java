package doorbuster.simulator.redis;

import doorbuster.store.Reply;
import doorbuster.store.Script;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// A Redis Cluster in memory: primaries with a replica each, that can fail over, be lost, come back with
/// less, and go on answering those who have not noticed that they were replaced. Runs the script files
/// themselves.
///
/// Not modelled: memory limits, slots that move, scripts that time out, expiry of keys other than by `GET`, and
/// `min-replicas-to-write`.
public final class MemoryRedis {
    private static final List<String> NOT_RUN = List.of("BADCALL", "WRONGTYPE");
    private final Lua lua;
    private final LongSupplier millis;
    private final Supplier<String> runs;
    private final Function<Script, String> texts;
    private final List<Shard> shards = new ArrayList<>();
    private final Set<String> misled = new HashSet<>();

    /// One primary, and the replaced ones that some clients still speak to.
    private static final class Shard {
        private Machine primary;
        private int lag;
        private final Map<String, Machine> misled = new HashMap<>();

        Shard(Machine primary) {
            this.primary = primary;
        }
    }

    /// @param millis the machines' clock
    /// @param runs makes a process' `run_id`, 40 hexadecimal digits
    /// @param texts a script's text: its own, or a mutant's
    public MemoryRedis(
            Lua lua, LongSupplier millis, Supplier<String> runs, Function<Script, String> texts, int primaries) {
        this.lua = lua;
        this.millis = millis;
        this.runs = runs;
        this.texts = texts;
        for (int i = 0; i < primaries; i++) {
            shards.add(new Shard(machine(new Keyspace())));
        }
    }

    /// Runs a script at once on the machine that a client takes for the primary of its keys.
    public Reply call(String client, Script script, List<String> keys, List<String> args) {
        Shard shard = shards.get(home(keys.getFirst()));
        Machine machine = shard.misled.getOrDefault(client, shard.primary);
        try {
            Object answer = lua.run(
                    words -> {
                        if (words.size() > 1 && !words.getFirst().equals("INFO") && !keys.contains(words.get(1))) {
                            throw new IllegalStateException(
                                    script.name() + " touches a key it was not given: " + words);
                        }
                        return machine.command(words);
                    },
                    texts.apply(script),
                    keys,
                    args);
            machine.ended(shard.lag);
            return new Reply.Done((List<?>) Objects.requireNonNull(answer));
        } catch (Keyspace.Refused e) {
            String why = String.valueOf(e.getMessage());
            return NOT_RUN.contains(why.split(" ", 2)[0]) ? new Reply.NotRun(why) : new Reply.Unknown(why);
        }
    }

    /// How many scripts' effects the replica of a primary may be behind.
    public void lag(int shard, int scripts) {
        shards.get(shard).lag = scripts;
        shards.get(shard).primary.ended(scripts);
    }

    /// How many scripts' effects the replica of a primary is behind.
    public int behind(int shard) {
        return shards.get(shard).primary.behind();
    }

    /// The replica becomes the primary, in another process, with what had reached it.
    ///
    /// @param arrived how many of the effects under way still reach it
    public void failover(int shard, int arrived) {
        Shard failed = shards.get(shard);
        failed.primary = machine(failed.primary.promoted(arrived));
    }

    /// As [#failover], while some clients go on speaking to the old primary, which still answers them.
    public void failoverUnnoticed(int shard, int arrived, List<String> clients) {
        Machine old = shards.get(shard).primary;
        failover(shard, arrived);
        clients.forEach(client -> shards.get(shard).misled.put(client, old));
        misled.addAll(clients);
    }

    /// The primary comes back in another process with all it had.
    public void restart(int shard) {
        Shard restarted = shards.get(shard);
        restarted.primary = machine(restarted.primary.data().copy());
    }

    /// The primary comes back empty, and its replica with it.
    public void lose(int shard) {
        shards.get(shard).primary = machine(new Keyspace());
        shards.get(shard).misled.clear();
    }

    /// All clients know the primaries again.
    public void noticed() {
        shards.forEach(shard -> shard.misled.clear());
    }

    /// As [#noticed], and all replicas keep up.
    public void heal() {
        noticed();
        shards.forEach(shard -> shard.lag = 0);
    }

    /// How many entries a stream has.
    public int length(String key) {
        return shards.get(home(key)).primary.data().length(key);
    }

    /// Whether a client ever spoke to a primary that was replaced.
    public boolean wasMisled(String client) {
        return misled.contains(client);
    }

    /// The number of primaries.
    public int primaries() {
        return shards.size();
    }

    /// The fields of a hash as the primary has them, for the checks.
    public Map<String, String> fields(String key) {
        return shards.get(home(key)).primary.data().fields(key);
    }

    /// The process that is the primary of a key.
    public String run(String key) {
        return shards.get(home(key)).primary.run();
    }

    private Machine machine(Keyspace data) {
        return new Machine(runs.get(), millis::getAsLong, data);
    }

    /// Lanes go round the primaries: `{sale:lane}:part`.
    private int home(String key) {
        int lane = Integer.parseInt(key.substring(key.indexOf(':') + 1, key.indexOf('}')));
        return lane % shards.size();
    }
}
