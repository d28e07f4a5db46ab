package doorbuster.loadtest.faults;

import doorbuster.infra.local.Pause;
import doorbuster.loadtest.reckon.Ledger;
import doorbuster.loadtest.reckon.Told;
import doorbuster.loadtest.reckon.Wish;
import doorbuster.loadtest.trial.Crowd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/// Buyers at several counters at once, each sending an attempt with the same key until it is answered, to whichever
/// node, and noting every answer. Some change their mind.
final class Buyers {
    private static final int AT_ONCE = 16;
    private static final Duration AGAIN = Duration.ofMillis(80);
    private static final int FICKLE = 14;
    private static final int CURIOUS = 5;
    private static final int MOST_UNITS = 3;

    private final String sale;
    private final List<Counter> counters;
    private final Crowd crowd;
    private final Ledger ledger;
    private final List<Thread> threads = new ArrayList<>();
    private final Map<Wish, Crowd.Buyer> wishes = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong attempts = new AtomicLong();
    private final AtomicLong soldOut = new AtomicLong();
    private final AtomicLong units = new AtomicLong();
    private final AtomicLongArray soldAgain;
    private volatile long struck = Long.MAX_VALUE;
    private volatile Duration rest;
    private volatile boolean open = true;

    /// @param lanes of the sale
    /// @param rest of a buyer between two wishes, at first
    Buyers(String sale, List<Counter> counters, Crowd crowd, Ledger ledger, int lanes, Duration rest) {
        this.sale = sale;
        this.rest = rest;
        soldAgain = new AtomicLongArray(lanes);
        this.counters = List.copyOf(counters);
        this.crowd = crowd;
        this.ledger = ledger;
    }

    void start() {
        for (int i = 0; i < AT_ONCE; i++) {
            threads.add(Thread.ofVirtual().start(this::buy));
        }
    }

    /// How long each rests between two wishes from now on; zero for a rush.
    void rest(Duration pause) {
        rest = pause;
    }

    /// From now on a wish that is accepted counts as sold again.
    void struckAt(long nanos) {
        struck = nanos;
    }

    /// When the last of all lanes had accepted a wish that came up after the strike; 0 as long as one has not.
    long soldAgainAt() {
        long last = Long.MIN_VALUE;
        for (int lane = 0; lane < soldAgain.length(); lane++) {
            long at = soldAgain.get(lane);
            if (at == 0) {
                return 0;
            }
            last = Math.max(last, at);
        }
        return last;
    }

    /// Units that somebody was told of.
    long units() {
        return units.get();
    }

    /// Requests that were sent for an order.
    long attempts() {
        return attempts.get();
    }

    /// How often somebody heard that nothing is left.
    long soldOut() {
        return soldOut.get();
    }

    /// Takes no new wishes and waits for what is under way; what was not answered yet stays open.
    void stop() throws InterruptedException {
        open = false;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /// Sends every attempt once more that has no answer that says anything, until it has one.
    ///
    /// @return how many have none at the deadline
    int settle(long deadline) throws InterruptedException {
        List<Wish> unsure = ledger.answers().entrySet().stream()
                .filter(entry -> isUnsure(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return together(unsure, deadline, wish -> isAnswer(send(wish, wish.hashCode())));
    }

    /// Sends every attempt that has an order once more: it must be the same.
    int repeat(long deadline) throws InterruptedException {
        return together(
                List.copyOf(ledger.orders().values()), deadline, wish -> isAnswer(send(wish, wish.hashCode() + 1)));
    }

    /// Asks for every order that somebody was told of until it is no longer under way.
    ///
    /// @return how many are still under way, or cannot be asked for, at the deadline
    int look(long deadline) throws InterruptedException {
        return together(List.copyOf(ledger.orders().entrySet()), deadline, entry -> {
            String order = entry.getKey();
            Wish wish = entry.getValue();
            Told told = counter(order.hashCode()).look(order, buyer(wish));
            ledger.note(wish, told);
            return told instanceof Told.Order known && !known.state().equals("ACCEPTED");
        });
    }

    private interface Step<T> {
        boolean isDone(T item);
    }

    private static <T> int together(List<T> items, long deadline, Step<T> step) throws InterruptedException {
        AtomicInteger index = new AtomicInteger();
        AtomicInteger open = new AtomicInteger();
        List<Thread> workers = IntStream.range(0, AT_ONCE)
                .mapToObj(_ -> Thread.ofVirtual().start(() -> {
                    for (int i = index.getAndIncrement(); i < items.size(); i = index.getAndIncrement()) {
                        boolean done = step.isDone(items.get(i));
                        while (!done && System.nanoTime() - deadline < 0) {
                            Pause.of(AGAIN);
                            done = step.isDone(items.get(i));
                        }
                        open.addAndGet(done ? 0 : 1);
                    }
                }))
                .toList();
        for (Thread worker : workers) {
            worker.join();
        }
        return open.get();
    }

    private void buy() {
        while (open) {
            int number = next.getAndIncrement();
            Crowd.Buyer buyer = crowd.buyer(number);
            Wish wish = new Wish(buyer.name(), "try-" + number / crowd.size(), 1 + number % MOST_UNITS);
            wishes.put(wish, buyer);
            long begun = System.nanoTime();
            Told told = send(wish, number);
            for (int more = 1; open && !isAnswer(told); more++) {
                Pause.of(AGAIN);
                told = send(wish, number + more);
            }
            if (told instanceof Told.Order order) {
                bought(order, wish, begun);
                if (number % CURIOUS == 0) {
                    ledger.note(wish, counter(number + 1).look(order.id(), buyer));
                }
                if (number % FICKLE == 0) {
                    Pause.of(AGAIN);
                    ledger.note(wish, counter(number).cancel(order.id(), buyer));
                    ledger.note(wish, counter(number + 1).cancel(order.id(), buyer));
                }
            }
            Pause.of(rest);
        }
    }

    /// A wish from before the strike proves nothing: its units may have been taken before it.
    private void bought(Told.Order order, Wish wish, long begun) {
        units.addAndGet(wish.quantity());
        int lane = order.lane();
        if (begun - struck > 0 && lane < soldAgain.length()) {
            soldAgain.compareAndSet(lane, 0, System.nanoTime());
        }
    }

    private Told send(Wish wish, int counter) {
        attempts.incrementAndGet();
        Told told = counter(counter).order(sale, buyer(wish), wish);
        ledger.note(wish, told);
        if (told instanceof Told.Refused refused && refused.code().equals("sold-out")) {
            soldOut.incrementAndGet();
        }
        return told;
    }

    private Counter counter(int any) {
        return counters.get(Math.floorMod(any, counters.size()));
    }

    private Crowd.Buyer buyer(Wish wish) {
        return Objects.requireNonNull(wishes.get(wish), "a wish of nobody");
    }

    private static boolean isUnsure(List<Told> all) {
        return all.stream().noneMatch(Buyers::isAnswer);
    }

    /// Whether it says what became of the attempt.
    private static boolean isAnswer(Told told) {
        return switch (told) {
            case Told.Order _ -> true;
            case Told.Silence _ -> false;
            case Told.Refused refused ->
                refused.status() / 100 == 4 && !refused.code().equals("submission-in-progress");
        };
    }
}
