package doorbuster.door;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjLongConsumer;

/// Counts what attempts to order were answered on this node since it started: accepted, known (an order that ended
/// before), and each refusal by its code.
public final class Tally {
    private static final int ACCEPTED = 202;
    private final LongAdder accepted = new LongAdder();
    private final LongAdder known = new LongAdder();
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
        if (known.sum() > 0) {
            counts.put("known", known.sum());
        }
        refused.forEach((code, count) -> {
            if (count.sum() > 0) {
                counts.put(code.word(), count.sum());
            }
        });
        return counts;
    }

    /// The count of every outcome there is, also of those that never came.
    public void each(ObjLongConsumer<String> taker) {
        taker.accept("accepted", accepted.sum());
        taker.accept("known", known.sum());
        refused.forEach((code, count) -> taker.accept(code.word(), count.sum()));
    }

    void count(Answer answer) {
        Code code = answer.code();
        if (code == null) {
            (answer.status() == ACCEPTED ? accepted : known).increment();
        } else {
            LongAdder count = refused.get(code);
            if (count != null) {
                count.increment();
            }
        }
    }
}
