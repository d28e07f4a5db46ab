package doorbuster.loadtest.reckon;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The buyers' own books: every answer that any of them got, in the order in which it came. Safe for use by many
/// threads.
public final class Ledger {
    private final Map<Wish, List<Told>> answers = new LinkedHashMap<>();
    private long count;

    /// Notes an answer.
    public synchronized void note(Wish wish, Told told) {
        answers.computeIfAbsent(wish, _ -> new ArrayList<>(2)).add(told);
        count++;
    }

    /// All answers by attempt.
    public synchronized Map<Wish, List<Told>> answers() {
        return new LinkedHashMap<>(answers);
    }

    /// How many answers were noted.
    public synchronized long count() {
        return count;
    }

    /// Orders that somebody was told of, with the attempt each belongs to.
    public synchronized Map<String, Wish> orders() {
        Map<String, Wish> orders = new LinkedHashMap<>();
        answers.forEach((wish, all) -> all.forEach(told -> {
            if (told instanceof Told.Order order) {
                orders.putIfAbsent(order.id(), wish);
            }
        }));
        return orders;
    }

    /// How often each thing was told: states, refusal codes, silence.
    public synchronized Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        answers.values().forEach(all -> all.forEach(told -> counts.merge(word(told), 1L, Long::sum)));
        return counts;
    }

    private static String word(Told told) {
        return switch (told) {
            case Told.Order order -> order.state();
            case Told.Refused refused -> refused.code().isEmpty() ? "status " + refused.status() : refused.code();
            case Told.Silence _ -> "silence";
        };
    }
}
