package doorbuster.loadtest.faults;

import doorbuster.infra.local.Pause;
import doorbuster.infra.local.RedisNode;
import doorbuster.loadtest.faults.Blow.Cure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What can come to lie in a lane's stream.
final class StreamBlows {
    private static final int LOOKS = 150;
    private static final Duration BETWEEN = Duration.ofMillis(4);
    private static final String SEEN = "return cjson.encode(redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 8))";
    private static final String AGAIN = """
            local entries = cjson.decode(ARGV[1])
            for i = #entries, 1, -1 do redis.call('XADD', KEYS[1], '*', unpack(entries[i][2])) end
            return #entries""";

    private StreamBlows() {}

    /// Entries come a second time, in another order: some while the first is still there, some long after.
    static Cure repeatEntries(Scene scene) throws IOException {
        String stream = scene.lane() + "q";
        RedisNode primary = scene.unit().redis().primaryOf(stream);
        List<String> seen = new ArrayList<>();
        for (int look = 0; look < LOOKS; look++) {
            String entries = primary.ask("EVAL", SEEN, "1", stream);
            if (entries.startsWith("[")) {
                seen.add(entries);
                if (scene.random().nextBoolean()) {
                    primary.ask("EVAL", AGAIN, "1", stream, entries);
                }
            }
            Pause.of(BETWEEN);
        }
        Collections.shuffle(seen, scene.random());
        return () -> {
            for (String entries : seen) {
                primary.ask("EVAL", AGAIN, "1", stream, entries);
            }
        };
    }

    /// Entries that no node can read: garbage, numbers that are words, no orders; and one of a version to come, which
    /// holds the lane up until somebody can read it. Here it is taken away again instead.
    static Cure poison(Scene scene) throws IOException {
        String stream = scene.lane() + "q";
        RedisNode primary = scene.unit().redis().primaryOf(stream);
        primary.ask("XADD", stream, "*", "garbage", "\u0001\u0002\u0003");
        String newer = primary.ask(
                "XADD", stream, "*", "v", "99", "e", "1", "at", "0", "p", "1", "n", "1", "o", "from the future");
        primary.ask("XADD", stream, "*", "v", "1", "e", "one", "at", "noon", "p", "much", "n", "many", "o", "a\tb");
        primary.ask("XADD", stream, "*", "v", "1", "e", "1", "at", "1", "p", "1", "n", "0", "o", "");
        return () -> primary.ask("XDEL", stream, newer);
    }
}
