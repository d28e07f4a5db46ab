package doorbuster.door;

import doorbuster.admission.Standing;
import doorbuster.reserve.Reservation;
import doorbuster.sale.Attempt;
import doorbuster.sale.Order;
import doorbuster.sale.OrderId;
import doorbuster.status.Orders;
import doorbuster.status.Sight;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// What a buyer is told of a reservation.
final class ReservationAnswers {
    private static final String UNSURE =
            "Nobody can say yet whether your order was taken. " + "The same key, or the order's address, will tell.";
    private final Problems problems;
    private final Orders orders;
    private final InstantSource clock;

    ReservationAnswers(Problems problems, Orders orders, InstantSource clock) {
        this.problems = problems;
        this.orders = orders;
        this.clock = clock;
    }

    Answer of(Attempt attempt, Reservation reservation) {
        return switch (reservation) {
            case Reservation.Accepted(var acceptance) -> accepted(attempt);
            case Reservation.Repeated(var acceptance) -> known(attempt);
            case Reservation.Known() -> known(attempt);
            case Reservation.Mismatch() -> problems.of(Code.IDEMPOTENCY_CONFLICT);
            case Reservation.RateLimited(int limit, Duration retryAfter) -> rateLimited(limit, retryAfter);
            case Reservation.Blocked() -> problems.of(Code.NOT_ELIGIBLE);
            case Reservation.NotListed() -> notListed();
            case Reservation.NotOpen(Instant opensAt) -> notOpen(opensAt);
            case Reservation.Closed() -> problems.of(Code.CLOSED);
            case Reservation.Paused() -> problems.later(Code.PAUSED, "The sale goes on soon.", 5);
            case Reservation.OverLimit(int taken, int limit) -> overLimit(taken, limit);
            case Reservation.SoldOut() -> problems.of(Code.SOLD_OUT);
            case Reservation.NotEnough(long left) -> problems.of(Code.NOT_ENOUGH, "Ask for fewer units.");
            case Reservation.Unavailable(String why) ->
                problems.later(Code.UNAVAILABLE, "Nothing was taken; please try again in a moment.", 2);
            case Reservation.Unknown(String why) -> unsure(attempt.order());
        };
    }

    Answer notListed() {
        return problems.of(Code.NOT_ELIGIBLE, "This sale is for the buyers on its list.");
    }

    /// The refusal of those a sale does not sell to, or empty.
    Optional<Answer> refusal(Standing standing) {
        return switch (standing) {
            case Standing.Eligible() -> Optional.empty();
            case Standing.LevelTooLow(int level, int needed) ->
                Optional.of(problems.of(
                        Code.NOT_ELIGIBLE, "This sale is for level " + needed + " and up; yours is " + level + "."));
            case Standing.AccountTooYoung(long days, int needed) ->
                Optional.of(problems.of(
                        Code.NOT_ELIGIBLE,
                        "This sale is for accounts of at least " + needed + " days; yours has " + days + "."));
            case Standing.NotListed() -> Optional.of(notListed());
        };
    }

    Answer rateLimited(int limit, Duration retryAfter) {
        long seconds = Math.max(1, (retryAfter.toMillis() + 999) / 1000);
        return problems.later(Code.RATE_LIMITED, "At most " + limit + " attempts per minute.", seconds)
                .with("RateLimit-Limit", Integer.toString(limit))
                .with("RateLimit-Remaining", "0")
                .with("RateLimit-Reset", Long.toString(seconds));
    }

    private static Answer accepted(Attempt attempt) {
        // the most frequent good news: put together without a JSON library, all parts are plain ASCII words
        String body = "{\"orderId\":\"" + attempt.order() + "\",\"state\":\"ACCEPTED\",\"saleId\":\"" + attempt.sale()
                + "\",\"quantity\":" + attempt.quantity() + "}";
        return Answer.json(202, body.getBytes(StandardCharsets.ISO_8859_1))
                .with("Location", address(attempt.order()))
                .with("Retry-After", "1");
    }

    /// Also of an order that the lane still has: Postgres may have it too, and the buyer may have been told so. It must
    /// not go back, so nobody is told ACCEPTED while Postgres cannot be asked.
    private Answer known(Attempt attempt) {
        return seen(attempt, orders.find(attempt.order(), attempt.buyer()));
    }

    private Answer seen(Attempt attempt, Sight sight) {
        return switch (sight) {
            case Sight.Seen(Order order) when isAnother(order, attempt) -> problems.of(Code.IDEMPOTENCY_CONFLICT);
            case Sight.Seen(Order order) ->
                switch (order.state()) {
                    case ACCEPTED -> accepted(attempt);
                    case CONFIRMED, PAID, EXPIRED, CANCELLED, REFUSED ->
                        Answer.json(200, Json.bytes(OrderView.of(order, clock.instant())))
                                .with("Location", address(attempt.order()));
                };
            case Sight.Stranger() -> unsure(attempt.order());
            case Sight.Unavailable(String why) -> unsure(attempt.order());
        };
    }

    /// An order that was never taken has no units, whatever was asked for.
    private static boolean isAnother(Order order, Attempt attempt) {
        return order.quantity() != 0 && order.quantity() != attempt.quantity();
    }

    private Answer notOpen(Instant opensAt) {
        long seconds = Duration.between(clock.instant(), opensAt).toSeconds();
        return problems.with(
                        Code.NOT_OPEN,
                        Map.of("detail", "The sale opens at " + Json.text(opensAt) + ".", "opensAt", opensAt))
                .with("Retry-After", Long.toString(Math.max(1, seconds)));
    }

    private Answer overLimit(int taken, int limit) {
        return problems.with(
                Code.OVER_LIMIT,
                Map.of(
                        "detail",
                        "You hold " + taken + " of at most " + limit + " per buyer.",
                        "taken",
                        taken,
                        "limit",
                        limit));
    }

    private Answer unsure(OrderId order) {
        return problems.later(Code.UNAVAILABLE, UNSURE, 1).with("Location", address(order));
    }

    private static String address(OrderId order) {
        return "/v1/orders/" + order;
    }
}
