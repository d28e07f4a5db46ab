package doorbuster.reserve;

import doorbuster.sale.Acceptance;
import doorbuster.sale.Attempt;
import doorbuster.sale.Lane;
import doorbuster.store.Replication;
import doorbuster.store.Reply;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import doorbuster.store.Standing;
import doorbuster.telemetry.Signals;
import doorbuster.telemetry.SpanName;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// One call of `reserve.lua`: many questions for one lane in, one answer each out.
final class LaneCall {
    private static final Script RESERVE = Script.load(LaneCall.class, "reserve");
    private static final int HEAD = 6;
    private static final int COUNTED = -1;

    private final Lane lane;
    private final List<String> keys;
    private final Scripts scripts;
    private final Replication replication;
    private final Epochs epochs;
    private final int perMinute;
    private final Signals signals;

    LaneCall(Lane lane, Scripts scripts, Replication replication, Epochs epochs, int perMinute, Signals signals) {
        this.lane = lane;
        this.scripts = scripts;
        this.replication = replication;
        this.epochs = epochs;
        this.perMinute = perMinute;
        this.signals = signals;
        keys = List.of(
                lane.key("st"),
                lane.key("res"),
                lane.key("usr"),
                lane.key("done"),
                lane.key("rate0"),
                lane.key("rate1"),
                lane.key("allow"),
                lane.key("block"),
                lane.key("q"));
    }

    /// One place in a call.
    ///
    /// @param takes whether it may take stock, else it is only counted
    /// @param owed earlier attempts of the buyer that count with this one; -1 when this one was counted before
    record Question(Attempt attempt, boolean takes, int owed) {
        /// The same question as a new try; what was owed has gone with the first.
        Question again(String rid) {
            return new Question(attempt.again(rid), takes, Math.min(owed, 0));
        }

        /// The same question once more, counted already.
        Question counted() {
            return new Question(attempt, takes, COUNTED);
        }
    }

    /// What a try led to: how the lane stood, and the answer; none when it was only counted and nothing is against it.
    record Outcome(Standing standing, long epoch, Optional<Reservation> reservation) {
        boolean isAccepted() {
            return reservation
                    .filter(a -> a instanceof Reservation.Accepted || a instanceof Reservation.Repeated)
                    .isPresent();
        }

        /// The same without the promise.
        Outcome unsure() {
            return isAccepted()
                    ? new Outcome(
                            standing,
                            epoch,
                            Optional.of(new Reservation.Unknown("taken, but not on a replica in time")))
                    : this;
        }
    }

    CompletionStage<List<Outcome>> take(List<Question> questions) {
        long epoch = epochs.of(lane.sale());
        List<String> args = new ArrayList<>(2 + questions.size() * 6);
        args.add(Long.toString(epoch));
        args.add(Integer.toString(perMinute));
        for (Question question : questions) {
            Attempt attempt = question.attempt();
            args.add(attempt.order().value());
            args.add(question.takes() ? attempt.rid() : "");
            args.add(attempt.buyer().value());
            args.add(Integer.toString(attempt.quantity()));
            args.add(Integer.toString(question.owed()));
            args.add(attempt.trace());
        }
        signals.measures().reserveBatch(questions.size());
        Span span = signals.traces()
                .over(
                        SpanName.RESERVE,
                        questions.stream()
                                .map(question -> question.attempt().trace())
                                .toList());
        try (Scope _ = span.makeCurrent()) {
            return scripts.run(RESERVE, keys, args)
                    .thenApply(reply -> read(reply, questions))
                    .thenCompose(this::replicated)
                    .whenComplete((_, _) -> span.end());
        }
    }

    /// Whoever took stock hears of it only when it would survive the lane's primary.
    private CompletionStage<List<Outcome>> replicated(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(Outcome::isAccepted)
                .findFirst()
                .map(taken -> replication
                        .reached(lane.key("st"), taken.epoch())
                        .thenApply(reached -> reached
                                ? outcomes
                                : outcomes.stream().map(Outcome::unsure).toList()))
                .orElseGet(() -> CompletableFuture.completedFuture(outcomes));
    }

    private List<Outcome> read(Reply reply, List<Question> questions) {
        Standing standing = Standing.of(reply);
        if (reply instanceof Reply.Done done && standing == Standing.OPEN) {
            List<Outcome> outcomes = new ArrayList<>(questions.size());
            long epoch = done.number(1);
            for (int i = 0; i < questions.size(); i++) {
                String text = done.text(HEAD + i);
                outcomes.add(new Outcome(
                        standing,
                        epoch,
                        text.equals("D")
                                ? Optional.empty()
                                : Optional.of(answer(questions.get(i).attempt(), done, text))));
            }
            return outcomes;
        }
        long epoch = reply instanceof Reply.Done done && !done.text(1).isEmpty() ? done.number(1) : 0;
        Outcome same = new Outcome(standing, epoch, Optional.of(notTaken(standing, reply)));
        return questions.stream().map(_ -> same).toList();
    }

    private static Reservation notTaken(Standing standing, Reply reply) {
        return switch (standing) {
            case OPEN, TAKEN, UNKNOWN ->
                new Reservation.Unknown(reply instanceof Reply.Unknown unknown ? unknown.why() : "unreadable reply");
            case RECOVERING -> new Reservation.Unavailable("the sale is being rebuilt");
            case FENCED, COLD -> new Reservation.Unavailable("the sale's lane must be rebuilt");
            case NOT_RUN ->
                new Reservation.Unavailable(reply instanceof Reply.NotRun notRun ? notRun.why() : "not sent");
        };
    }

    private Reservation answer(Attempt attempt, Reply.Done head, String text) {
        int tab = text.indexOf('\t');
        String fact = tab < 0 ? "" : text.substring(tab + 1);
        return switch (text.charAt(0)) {
            case 'A' ->
                new Reservation.Accepted(
                        new Acceptance(attempt, head.number(1), head.number(5), Instant.ofEpochMilli(head.number(2))));
            case 'R' ->
                new Reservation.Repeated(Reservations.read(attempt.sale(), attempt.order(), fact, head.number(1)));
            case 'K' -> new Reservation.Known();
            case 'M' -> new Reservation.Mismatch();
            case 'T' -> new Reservation.RateLimited(perMinute, Duration.ofMillis(Long.parseLong(fact)));
            case 'B' -> new Reservation.Blocked();
            case 'N' -> new Reservation.NotListed();
            case 'O' -> new Reservation.NotOpen(Instant.ofEpochMilli(Long.parseLong(fact)));
            case 'C' -> new Reservation.Closed();
            case 'P' -> new Reservation.Paused();
            case 'U' -> new Reservation.Unavailable("this unit takes no new orders");
            case 'L' -> overLimit(fact);
            case 'S' -> fact.equals("0") ? new Reservation.SoldOut() : new Reservation.NotEnough(Long.parseLong(fact));
            default -> throw new IllegalStateException("reserve.lua answered " + text);
        };
    }

    private static Reservation overLimit(String fact) {
        int tab = fact.indexOf('\t');
        return new Reservation.OverLimit(
                Integer.parseInt(fact.substring(0, tab)), Integer.parseInt(fact.substring(tab + 1)));
    }
}
