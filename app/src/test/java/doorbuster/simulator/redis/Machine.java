package doorbuster.simulator.redis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One Redis process that is a primary, and what has not reached its replica yet.
final class Machine {
    private static final Set<String> WRITES =
            Set.of("HSET", "HDEL", "HINCRBY", "UNLINK", "DEL", "RENAME", "SET", "XADD", "XDEL");

    private final String run;
    private final Clock clock;
    private final Keyspace data;
    private final Keyspace replica;
    private final Deque<List<List<String>>> unsent = new ArrayDeque<>();
    private List<List<String>> effects = new ArrayList<>();

    /// A machine's clock.
    interface Clock {
        /// Milliseconds since 1970.
        long millis();
    }

    /// @param data what it starts with; its replica starts with the same
    Machine(String run, Clock clock, Keyspace data) {
        this.run = run;
        this.clock = clock;
        this.data = data;
        replica = data.copy();
    }

    Keyspace data() {
        return data;
    }

    String run() {
        return run;
    }

    /// One command of a script.
    @Nullable
    Object command(List<String> words) {
        return switch (words.getFirst()) {
            case "TIME" -> {
                long now = clock.millis();
                yield List.of(Long.toString(now / 1_000), Long.toString(now % 1_000 * 1_000));
            }
            case "INFO" -> "# Server\r\nredis_version:7.0.15\r\nrun_id:" + run + "\r\n";
            case String name when WRITES.contains(name) -> written(words);
            default -> data.read(words, clock.millis());
        };
    }

    /// A script has ended: what it wrote goes to the replica in one piece, behind what is on its way already.
    ///
    /// @param lag how many scripts' effects may be on their way
    void ended(int lag) {
        if (!effects.isEmpty()) {
            unsent.add(effects);
            effects = new ArrayList<>();
        }
        while (unsent.size() > lag) {
            replicate();
        }
    }

    /// What the replica has once so many of the effects under way have reached it.
    Keyspace promoted(int arrived) {
        for (int i = 0; i < arrived && !unsent.isEmpty(); i++) {
            replicate();
        }
        return replica.copy();
    }

    /// How many scripts' effects the replica does not have.
    int behind() {
        return unsent.size();
    }

    private void replicate() {
        for (List<String> words : unsent.remove()) {
            replica.write(words, 0);
        }
    }

    private @Nullable Object written(List<String> words) {
        List<String> fixed = words;
        if (words.getFirst().equals("SET") && words.size() > 4) {
            // a time to live becomes the moment of its end, as Redis replicates it
            long ends = clock.millis() + Long.parseLong(words.get(4));
            fixed = List.of("SET", words.get(1), words.get(2), "PXAT", Long.toString(ends));
        }
        Object answer = data.write(fixed, clock.millis());
        if (words.getFirst().equals("XADD") && answer != null) {
            fixed = new ArrayList<>(words);
            fixed.set(2, answer.toString());
        }
        effects.add(fixed);
        return answer;
    }
}
