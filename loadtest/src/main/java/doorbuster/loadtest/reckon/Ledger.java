package doorbuster.loadtest.reckon;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The buyers' own books: every answer that any of them got, in the order in which it was given as far as buyers can
/// know it. Safe for use by many threads.
public final class Ledger {
    private final Map<Wish, List<Answer>> answers = new LinkedHashMap<>();
    private long count;

    private record Answer(Told told, long heardNanos) {}

    /// Notes an answer to a request that was sent after all answers before it.
    public void note(Wish wish, Told told) {
        note(wish, told, System.nanoTime());
    }

    /// Notes an answer. Of two requests that were under way at once nobody can say which was answered first:
    /// "accepted", which is true before anything else is, stands before all that it may have been given before.
    ///
    /// @param sentNanos when its request was sent, by [System#nanoTime()]
    public synchronized void note(Wish wish, Told told, long sentNanos) {
        List<Answer> all = answers.computeIfAbsent(wish, _ -> new ArrayList<>(2));
        int place = all.size();
        while (told.isAccepted() && place > 0 && all.get(place - 1).heardNanos() - sentNanos > 0) {
            place--;
        }
        all.add(place, new Answer(told, System.nanoTime()));
        count++;
    }

    /// All answers by attempt.
    public synchronized Map<Wish, List<Told>> answers() {
        Map<Wish, List<Told>> told = new LinkedHashMap<>();
        answers.forEach(
                (wish, all) -> told.put(wish, all.stream().map(Answer::told).toList()));
        return told;
    }

    /// How many answers were noted.
    public synchronized long count() {
        return count;
    }

    /// Orders that somebody was told of, with the attempt each belongs to.
    public synchronized Map<String, Wish> orders() {
        Map<String, Wish> orders = new LinkedHashMap<>();
        answers()
                .forEach((wish, all) -> all.forEach(told -> {
                    if (told instanceof Told.Order order) {
                        orders.putIfAbsent(order.id(), wish);
                    }
                }));
        return orders;
    }

    /// How often each thing was told: states, refusal codes, silence.
    public synchronized Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        answers().values().forEach(all -> all.forEach(told -> counts.merge(word(told), 1L, Long::sum)));
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
