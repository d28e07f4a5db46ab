package doorbuster.door;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Counts what attempts to order were answered on this node since it started: accepted, and each refusal by its
/// code.
public final class Tally {
    private final LongAdder accepted = new LongAdder();
    private final Map<Code, LongAdder> refused = new EnumMap<>(Code.class);

    /// A tally at zero.
    public Tally() {
        for (Code code : Code.values()) {
            refused.put(code, new LongAdder());
        }
    }

    /// The counts by word, `accepted` first; codes that never came are left out.
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("accepted", accepted.sum());
        refused.forEach((code, count) -> {
            if (count.sum() > 0) {
                counts.put(code.word(), count.sum());
            }
        });
        return counts;
    }

    void count(Answer answer) {
        Code code = answer.code();
        if (code == null) {
            accepted.increment();
        } else {
            LongAdder count = refused.get(code);
            if (count != null) {
                count.increment();
            }
        }
    }
}
