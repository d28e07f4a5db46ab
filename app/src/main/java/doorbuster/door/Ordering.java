package doorbuster.door;

import doorbuster.admission.Addresses;
import doorbuster.admission.Caller;
import doorbuster.admission.Challenges;
import doorbuster.admission.Eligibility;
import doorbuster.admission.Footprint;
import doorbuster.admission.Footprints;
import doorbuster.admission.Proof;
import doorbuster.admission.Risk;
import doorbuster.attempts.Noted;
import doorbuster.reserve.Intake;
import doorbuster.reserve.Inventory;
import doorbuster.reserve.Reservation;
import doorbuster.sale.Attempt;
import doorbuster.sale.Offer;
import doorbuster.sale.OrderId;
import doorbuster.sale.OrderIdMint;
import doorbuster.telemetry.Measures;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// The way of an attempt to order: the contract's table from top to bottom, each step cheaper than the next.
final class Ordering {
    /// Everything the ladder asks.
    record Parts(
            DoorSettings settings,
            Problems problems,
            OrderForm.Reader forms,
            Gate gate,
            Addresses addresses,
            Footprints footprints,
            Risk risk,
            Eligibility eligibility,
            Challenges challenges,
            OrderIdMint mint,
            TryIds tries,
            Inventory inventory,
            ReservationAnswers answers,
            Tally tally,
            Measures measures,
            Optional<Tracing> tracing,
            BiConsumer<Offer, Noted> notes,
            Intake intake,
            int attemptsPerWindow,
            InstantSource clock) {}

    private static final long NANOS_PER_MICRO = 1_000;
    private final Parts parts;
    private final Problems problems;

    Ordering(Parts parts) {
        this.parts = parts;
        this.problems = parts.problems();
    }

    Answer place(ServerRequest request) {
        long began = System.nanoTime();
        Answer answer = judged(request, began);
        parts.tally().count(answer);
        parts.measures().took(Measures.Stage.REQUEST, System.nanoTime() - began);
        return answer;
    }

    private Answer judged(ServerRequest request, long began) {
        return switch (parts.forms().read(request)) {
            case Reading.Unfit<OrderForm>(Answer refusal) -> refusal;
            case Reading.Fit<OrderForm>(OrderForm form) ->
                switch (parts.gate().admit(request)) {
                    case Gate.Entry.Out(Answer refusal) -> refusal;
                    case Gate.Entry.In(Caller caller) -> inRegion(new Passage(request, form, began), caller);
                };
        };
    }

    private Answer inRegion(Passage passage, Caller caller) {
        OrderForm form = passage.form();
        Optional<DoorSettings.Other> home = caller.homeRegion().flatMap(parts.settings()::other);
        if (home.isPresent() || form.offer().isEmpty()) {
            return home.or(() -> parts.settings().otherByPrefix(form.saleName()))
                    .map(other -> problems.of(Code.WRONG_REGION, "Your order belongs to " + other.name() + ".")
                            .with("Location", other.url() + "/v1/sales/" + form.saleName() + "/orders"))
                    .orElseGet(() -> problems.of(Code.NOT_FOUND));
        }
        return noted(passage, form.offer().get(), caller);
    }

    /// Leaves a note of what the buyer was answered. What the node answers from its memory to a buyer who asks far too
    /// often is not noted again and again.
    private Answer noted(Passage passage, Offer offer, Caller caller) {
        Footprint footprint = parts.footprints().of(offer.id(), caller.buyer());
        long waitMillis = footprint.attempt(parts.clock().millis());
        if (waitMillis > 0) {
            return parts.answers().rateLimited(parts.attemptsPerWindow(), Duration.ofMillis(waitMillis));
        }
        Answer answer = inTime(passage, offer, caller, footprint);
        parts.notes()
                .accept(
                        offer,
                        new Noted(
                                parts.clock().instant(),
                                caller.buyer().value(),
                                answer.outcome(),
                                answer.stage(),
                                (System.nanoTime() - passage.began()) / NANOS_PER_MICRO,
                                answer.order(),
                                Tracing.traceId()));
        return answer;
    }

    private Answer inTime(Passage passage, Offer offer, Caller caller, Footprint footprint) {
        OrderForm form = passage.form();
        try {
            OrderId order = parts.mint().mint(offer.id(), offer.no(), offer.lanes(), caller.buyer(), form.key());
            Attempt attempt = new Attempt(
                    offer.id(), order, parts.tries().next(), caller.buyer(), form.quantity(), Tracing.traceparent());
            parts.tracing().ifPresent(tracing -> tracing.buys(attempt));
            return parts.answers()
                    .refusal(parts.eligibility()
                            .judge(offer, caller, parts.clock().instant()))
                    .map(refusal -> footprint.spare(parts.clock().millis())
                            ? refusal
                            : counted(attempt, footprint).orElse(refusal))
                    .orElseGet(() -> proven(passage, offer, caller, attempt, footprint));
        } finally {
            footprint.ended();
        }
    }

    private Answer proven(Passage passage, Offer offer, Caller caller, Attempt attempt, Footprint footprint) {
        if (asksForProof(passage.request(), offer, caller, footprint)) {
            Optional<Answer> refusal = prove(passage.form(), attempt, footprint);
            if (refusal.isPresent()) {
                return counted(attempt, footprint).orElse(refusal.get());
            }
        }
        return oneAtATime(passage, offer, attempt, footprint);
    }

    /// Counts an attempt that the door refuses: what the unit says instead of it, or empty when the refusal stands.
    private Optional<Answer> counted(Attempt attempt, Footprint footprint) {
        return recalled(attempt, footprint).map(known -> parts.answers().of(attempt, known));
    }

    private Optional<Reservation> recalled(Attempt attempt, Footprint footprint) {
        long asked = parts.clock().millis();
        Optional<Reservation> known = parts.inventory().recall(attempt, footprint.owed(asked));
        known.ifPresent(reservation -> note(reservation, footprint, asked));
        return known;
    }

    private static void note(Reservation reservation, Footprint footprint, long asked) {
        if (reservation instanceof Reservation.RateLimited limited) {
            footprint.limited(limited.retryAfter(), asked);
        }
    }

    private boolean asksForProof(ServerRequest request, Offer offer, Caller caller, Footprint footprint) {
        return switch (offer.challenge()) {
            case OFF -> false;
            case ALWAYS -> true;
            case SUSPICIOUS -> score(request, caller, footprint) >= Risk.SUSPICIOUS;
        };
    }

    int score(ServerRequest request, Caller caller, Footprint footprint) {
        int accounts = parts.addresses().accounts(parts.gate().origin(request), caller.buyer());
        return parts.risk().score(footprint, caller, accounts, parts.clock().instant());
    }

    /// The refusal, or empty when the attempt carries a good solution.
    private Optional<Answer> prove(OrderForm form, Attempt attempt, Footprint footprint) {
        if (form.challenge().isEmpty()) {
            return Optional.of(
                    problems.of(Code.CHALLENGE_REQUIRED, "Solve a challenge of /v1/challenges and send it along."));
        }
        return switch (parts.challenges()
                .check(form.challenge().get(), attempt.sale(), attempt.buyer(), attempt.order())) {
            case Proof.Accepted() -> Optional.empty();
            case Proof.Refused(String why) -> {
                footprint.failed(parts.clock().millis());
                yield Optional.of(problems.of(Code.CHALLENGE_FAILED, why));
            }
            case Proof.Unavailable() ->
                Optional.of(problems.later(Code.UNAVAILABLE, "Nothing was taken; please try again in a moment.", 2));
        };
    }

    private Answer oneAtATime(Passage passage, Offer offer, Attempt attempt, Footprint footprint) {
        if (!footprint.enter(attempt.order())) {
            // while Redis is silent nobody can count, but the other attempt is certainly still being answered
            return recalled(attempt, footprint)
                    .filter(known ->
                            !(known instanceof Reservation.Unavailable || known instanceof Reservation.Unknown))
                    .map(known -> parts.answers().of(attempt, known))
                    .orElseGet(() -> problems.later(
                            Code.SUBMISSION_IN_PROGRESS, "Wait for the answer to your other attempt.", 1));
        }
        try {
            return let(passage, offer, attempt, footprint);
        } finally {
            footprint.leave(attempt.order());
        }
    }

    private Answer let(Passage passage, Offer offer, Attempt attempt, Footprint footprint) {
        if (!parts.intake().enter()) {
            return counted(attempt, footprint).orElseGet(this::draining);
        }
        try {
            return parts.answers().of(attempt, reserve(passage, offer, attempt, footprint));
        } finally {
            parts.intake().leave();
        }
    }

    private Answer draining() {
        return problems.with(
                        Code.UNAVAILABLE,
                        Map.of(
                                "detail",
                                "This unit takes no new orders. Nothing was taken.",
                                "otherRegions",
                                parts.settings().others().get().stream()
                                        .map(other -> Map.of("name", other.name(), "url", other.url()))
                                        .toList()))
                .with("Retry-After", "5");
    }

    private Reservation reserve(Passage passage, Offer offer, Attempt attempt, Footprint footprint) {
        long now = parts.clock().millis();
        Optional<Reservation> foretold = parts.inventory().foretell(offer, attempt.order(), attempt.quantity());
        if (foretold.isPresent() && footprint.spare(now)) {
            return foretold.get();
        }
        long asked = System.nanoTime();
        parts.measures().took(Measures.Stage.ADMISSION, asked - passage.began());
        Reservation reservation = parts.inventory().reserve(attempt, footprint.owed(now));
        parts.measures().took(Measures.Stage.RESERVE, System.nanoTime() - asked);
        note(reservation, footprint, now);
        return reservation;
    }
}
