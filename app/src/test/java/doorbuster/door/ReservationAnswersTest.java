package doorbuster.door;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.order.Cancellation;
import doorbuster.reserve.Reservation;
import doorbuster.sale.Acceptance;
import doorbuster.sale.Attempt;
import doorbuster.sale.BuyerId;
import doorbuster.sale.Order;
import doorbuster.sale.OrderId;
import doorbuster.sale.OrderIdMint;
import doorbuster.sale.OrderState;
import doorbuster.sale.SaleId;
import doorbuster.status.Orders;
import doorbuster.status.Sight;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is told of an order that is known already, by what can be seen of it.
class ReservationAnswersTest {
    private static final Attempt ATTEMPT =
            new Attempt(new SaleId("lamp"), new OrderId("a".repeat(40)), "b".repeat(32), new BuyerId("ann"), 2, "");
    private static final Reservation REPEATED =
            new Reservation.Repeated(new Acceptance(ATTEMPT, 1, 100, Instant.EPOCH));
    private static final Sight AWAY = new Sight.Unavailable("Postgres is away");
    private final Problems problems = new Problems("test-north");
    private final Seen seen = new Seen();
    private final ReservationAnswers answers = new ReservationAnswers(problems, seen, InstantSource.system());
    private final OrdersEndpoint endpoint = new OrdersEndpoint(
            seen, (_, _) -> new Cancellation.Noted(), new OrderIdMint(new byte[32]), problems, InstantSource.system());

    @Test
    void an_order_that_was_never_taken_is_told_as_such_to_the_same_attempt_and_is_no_conflict() {
        seen.sight = new Sight.Seen(order(OrderState.EXPIRED, 0));
        Answer answer = answers.of(ATTEMPT, new Reservation.Known());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(text(answer)).contains("\"EXPIRED\"");
    }

    @Test
    void another_quantity_is_a_conflict() {
        seen.sight = new Sight.Seen(order(OrderState.CONFIRMED, 1));
        assertThat(answers.of(ATTEMPT, new Reservation.Known()).code()).isEqualTo(Code.IDEMPOTENCY_CONFLICT);
        assertThat(answers.of(ATTEMPT, REPEATED).code()).isEqualTo(Code.IDEMPOTENCY_CONFLICT);
    }

    @Test
    void a_repeat_is_told_what_postgres_has() {
        seen.sight = new Sight.Seen(order(OrderState.ACCEPTED, 2));
        assertThat(answers.of(ATTEMPT, REPEATED).status()).isEqualTo(202);
        seen.sight = new Sight.Seen(order(OrderState.CONFIRMED, 2));
        assertThat(answers.of(ATTEMPT, REPEATED).status()).isEqualTo(200);
    }

    /// The buyer may have seen CONFIRMED, or cancelled it, before the lane was told.
    @Test
    void a_repeat_does_not_go_back_to_accepted_while_postgres_is_away() {
        seen.sight = AWAY;
        Answer answer = answers.of(ATTEMPT, REPEATED);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.order()).as("its address").isEqualTo(ATTEMPT.order().value());
    }

    @Test
    void a_cancellation_that_was_noted_is_told_with_the_order_and_without_one_the_buyer_asks_again() {
        assertThat(endpoint.noted(new Sight.Seen(order(OrderState.ACCEPTED, 2))).status())
                .isEqualTo(202);
        Answer unseen = endpoint.noted(AWAY);
        assertThat(unseen.status()).as("the status of its own body").isEqualTo(503);
        assertThat(text(unseen)).contains("\"status\":503");
    }

    private static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static Order order(OrderState state, int quantity) {
        return new Order(
                ATTEMPT.order(),
                ATTEMPT.sale(),
                ATTEMPT.buyer(),
                quantity,
                state,
                Optional.empty(),
                100,
                "EUR",
                Optional.empty(),
                List.of(new Order.Step(state, Instant.EPOCH)));
    }

    /// Orders of which the test says what is seen.
    private static final class Seen implements Orders {
        private Sight sight = AWAY;

        @Override
        public Sight find(OrderId order, BuyerId buyer) {
            return sight;
        }

        @Override
        public List<Order> of(BuyerId buyer) {
            return List.of();
        }

        @Override
        public Watch watch(OrderId order, BuyerId buyer) {
            throw new IllegalStateException("nobody watches");
        }
    }
}
