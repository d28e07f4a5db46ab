package doorbuster.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Natural batching: questions that wait while a call is under way go together in the next one. An idle store is asked
/// at once, a busy one with ever larger batches, up to a bound.
///
/// @param <Q> a question
/// @param <A> its answer
public final class Together<Q, A> {
    private record Waiting<Q, A>(Q question, CompletableFuture<A> answer) {}

    private final int mostPerCall;
    private final int mostCalls;
    private final int mostWaiting;
    private final Function<List<Q>, CompletionStage<List<A>>> call;
    private final ArrayDeque<Waiting<Q, A>> waiting = new ArrayDeque<>();
    private int underWay;

    /// @param mostPerCall questions in one call, at least 1
    /// @param mostCalls calls under way at once, at least 1
    /// @param mostWaiting questions waiting; one more is turned away
    /// @param call asks all questions and completes with as many answers in the same order
    public Together(int mostPerCall, int mostCalls, int mostWaiting, Function<List<Q>, CompletionStage<List<A>>> call) {
        Bounds.check("questions per call", mostPerCall, 1, 10_000);
        Bounds.check("calls under way", mostCalls, 1, 1_000);
        Bounds.check("questions waiting", mostWaiting, 1, 10_000_000);
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
            synchronized (waiting) {
                underWay--;
            }
            sendNext();
            complete(batch, list, failure);
        });
    }

    private List<Waiting<Q, A>> take() {
        List<Waiting<Q, A>> batch = new ArrayList<>();
        synchronized (waiting) {
            if (underWay < mostCalls && !waiting.isEmpty()) {
                underWay++;
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
