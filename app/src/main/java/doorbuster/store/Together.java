package doorbuster.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Natural batching: questions that wait while a call is under way go together in the next one. An idle store is asked
/// at once, a busy one with ever larger batches, up to a bound.
///
/// A store that is busier still is asked a little later: after a call that carried at least [#BUSY] questions the next
/// waits until as many have come again, at most for a moment. What a call costs by itself is then shared by more.
///
/// @param <Q> a question
/// @param <A> its answer
public final class Together<Q, A> {
    /// From so many questions in a call on, the next call waits for company.
    static final int BUSY = 4;

    private record Waiting<Q, A>(Q question, CompletableFuture<A> answer) {}

    private final int mostPerCall;
    private final int mostCalls;
    private final int mostWaiting;
    private final Duration gather;
    private final Function<List<Q>, CompletionStage<List<A>>> call;
    private final ArrayDeque<Waiting<Q, A>> waiting = new ArrayDeque<>();
    private int underWay;
    private int wanted;
    private long gathering;

    /// As the other, never waiting for company.
    public Together(int mostPerCall, int mostCalls, int mostWaiting, Function<List<Q>, CompletionStage<List<A>>> call) {
        this(mostPerCall, mostCalls, mostWaiting, Duration.ZERO, call);
    }

    /// @param mostPerCall questions in one call, at least 1
    /// @param mostCalls calls under way at once, at least 1
    /// @param mostWaiting questions waiting; one more is turned away
    /// @param gather the longest that a busy store's next call waits for company, 0 – 100 ms
    /// @param call asks all questions and completes with as many answers in the same order
    public Together(
            int mostPerCall,
            int mostCalls,
            int mostWaiting,
            Duration gather,
            Function<List<Q>, CompletionStage<List<A>>> call) {
        Bounds.check("questions per call", mostPerCall, 1, 10_000);
        Bounds.check("calls under way", mostCalls, 1, 1_000);
        Bounds.check("questions waiting", mostWaiting, 1, 10_000_000);
        Bounds.check("milliseconds of gathering", gather.toMillis(), 0, 100);
        this.gather = gather;
        this.mostPerCall = mostPerCall;
        this.mostCalls = mostCalls;
        this.mostWaiting = mostWaiting;
        this.call = call;
    }

    /// Asks a question, alone or with others.
    ///
    /// @return the answer to come; null when too many wait already
    public @Nullable CompletableFuture<A> ask(Q question) {
        CompletableFuture<A> answer = new CompletableFuture<>();
        synchronized (waiting) {
            if (waiting.size() >= mostWaiting) {
                return null;
            }
            waiting.add(new Waiting<>(question, answer));
        }
        sendNext();
        return answer;
    }

    /// How many questions wait for a call.
    public int depth() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    private void sendNext() {
        List<Waiting<Q, A>> batch = take();
        if (batch.isEmpty()) {
            return;
        }
        CompletionStage<List<A>> answers;
        try {
            answers = call.apply(batch.stream().map(Waiting::question).toList());
        } catch (RuntimeException e) {
            answers = CompletableFuture.failedFuture(e);
        }
        var _ = answers.whenComplete((list, failure) -> {
            ended(batch.size());
            complete(batch, list, failure);
        });
    }

    private void ended(int carried) {
        long round = 0;
        synchronized (waiting) {
            underWay--;
            boolean alone = carried < BUSY || gather.isZero() || waiting.size() >= carried;
            wanted = alone ? 0 : carried;
            if (!alone) {
                round = ++gathering;
            }
        }
        if (round == 0) {
            sendNext();
        } else {
            long mine = round;
            CompletableFuture.delayedExecutor(gather.toNanos(), TimeUnit.NANOSECONDS, Runnable::run)
                    .execute(() -> gathered(mine));
        }
    }

    /// The moment is over: whoever waits goes now, however few.
    private void gathered(long round) {
        synchronized (waiting) {
            if (round != gathering) {
                return;
            }
            wanted = 0;
        }
        sendNext();
    }

    private List<Waiting<Q, A>> take() {
        List<Waiting<Q, A>> batch = new ArrayList<>();
        synchronized (waiting) {
            if (underWay < mostCalls && !waiting.isEmpty() && waiting.size() >= wanted) {
                underWay++;
                gathering++;
                wanted = 0;
                while (batch.size() < mostPerCall && !waiting.isEmpty()) {
                    batch.add(waiting.remove());
                }
            }
        }
        return batch;
    }

    private static <Q, A> void complete(
            List<Waiting<Q, A>> batch, @Nullable List<A> answers, @Nullable Throwable failure) {
        for (int i = 0; i < batch.size(); i++) {
            if (answers != null && i < answers.size()) {
                batch.get(i).answer().complete(answers.get(i));
            } else {
                batch.get(i)
                        .answer()
                        .completeExceptionally(
                                failure != null ? failure : new IllegalStateException("fewer answers than questions"));
            }
        }
    }
}
