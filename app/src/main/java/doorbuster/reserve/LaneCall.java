package doorbuster.reserve;

import doorbuster.sale.Acceptance;
import doorbuster.sale.Attempt;
import doorbuster.sale.Lane;
import doorbuster.store.Reply;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import doorbuster.store.Standing;
import doorbuster.telemetry.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// One call of `reserve.lua`: many attempts of one lane in, one answer each out.
final class LaneCall {
    private static final Script RESERVE = Script.load(LaneCall.class, "reserve");
    private static final Script RECALL = Script.load(LaneCall.class, "recall");
    private static final int HEAD = 6;

    private final Lane lane;
    private final List<String> keys;
    private final Scripts scripts;
    private final Epochs epochs;
    private final int perMinute;
    private final Traces traces;

    LaneCall(Lane lane, Scripts scripts, Epochs epochs, int perMinute, Traces traces) {
        this.lane = lane;
        this.scripts = scripts;
        this.epochs = epochs;
        this.perMinute = perMinute;
        this.traces = traces;
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

    /// What a try led to: the answer, and how the lane stood.
    record Outcome(Standing standing, long epoch, Reservation reservation) {}

    CompletionStage<List<Outcome>> take(List<Attempt> attempts) {
        long epoch = epochs.of(lane.sale());
        List<String> args = new ArrayList<>(2 + attempts.size() * 5);
        args.add(Long.toString(epoch));
        args.add(Integer.toString(perMinute));
        for (Attempt attempt : attempts) {
            args.add(attempt.order().value());
            args.add(attempt.rid());
            args.add(attempt.buyer().value());
            args.add(Integer.toString(attempt.quantity()));
            args.add(attempt.trace());
        }
        Span span = traces.over("reserve", attempts.stream().map(Attempt::trace).toList());
        try (Scope _ = span.makeCurrent()) {
            return scripts.run(RESERVE, keys, args)
                    .thenApply(reply -> read(reply, attempts))
                    .whenComplete((_, _) -> span.end());
        }
    }

    /// What the lane already has of an attempt; empty when it does not know the order.
    Optional<Outcome> recall(Attempt attempt) {
        Reply reply = scripts.call(
                RECALL,
                keys.subList(0, 4),
                List.of(
                        Long.toString(epochs.of(lane.sale())),
                        attempt.order().value(),
                        attempt.buyer().value(),
                        Integer.toString(attempt.quantity())));
        Standing standing = Standing.of(reply);
        if (standing != Standing.OPEN || !(reply instanceof Reply.Done done)) {
            long epoch = reply instanceof Reply.Done said && !said.text(1).isEmpty() ? said.number(1) : 0;
            return Optional.of(new Outcome(standing, epoch, notTaken(standing, reply)));
        }
        if (done.text(2).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Outcome(standing, done.number(1), answer(attempt, done, done.text(2))));
    }

    private List<Outcome> read(Reply reply, List<Attempt> attempts) {
        Standing standing = Standing.of(reply);
        if (reply instanceof Reply.Done done && standing == Standing.OPEN) {
            List<Outcome> outcomes = new ArrayList<>(attempts.size());
            long epoch = done.number(1);
            for (int i = 0; i < attempts.size(); i++) {
                outcomes.add(new Outcome(standing, epoch, answer(attempts.get(i), done, done.text(HEAD + i))));
            }
            return outcomes;
        }
        long epoch = reply instanceof Reply.Done done && !done.text(1).isEmpty() ? done.number(1) : 0;
        Outcome same = new Outcome(standing, epoch, notTaken(standing, reply));
        return attempts.stream().map(_ -> same).toList();
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
