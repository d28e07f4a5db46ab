package doorbuster.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.sale.Acceptance;
import doorbuster.sale.Attempt;
import doorbuster.sale.BuyerId;
import doorbuster.sale.IdempotencyKey;
import doorbuster.sale.OrderId;
import doorbuster.sale.OrderIdMint;
import doorbuster.sale.SaleId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldTest {
    private static final SaleId SALE = new SaleId("held");
    private static final OrderId ORDER = order("ann");
    private final Epochs epochs = new Epochs();
    private final Held held = new Held(1, epochs);

    @Test
    void of_an_order_that_was_lost_and_taken_again_the_later_try_is_held() {
        assertThat(held.keep(taken(1, "a"))).isTrue();
        epochs.learn(SALE, 2);
        assertThat(held.keep(taken(2, "b"))).isTrue();

        assertThat(held.of(SALE)).extracting(a -> a.attempt().rid()).containsExactly("b".repeat(32));
        assertThat(held.keep(taken(1, "a"))).as("its epoch is over").isFalse();
        assertThat(held.of(SALE)).extracting(a -> a.attempt().rid()).containsExactly("b".repeat(32));
        assertThat(held.size()).isEqualTo(1);
        held.drop(List.of(ORDER));
        assertThat(held.size()).isZero();
    }

    @Test
    void a_full_memory_holds_what_it_has_and_nothing_more() {
        assertThat(held.keep(taken(1, "a"))).isTrue();
        assertThat(held.keep(taken(1, "a"))).isTrue();
        assertThat(held.keep(new Acceptance(
                        new Attempt(SALE, order("bob"), "c".repeat(32), new BuyerId("bob"), 1, ""),
                        1,
                        100,
                        Instant.EPOCH)))
                .isFalse();
    }

    private static OrderId order(String buyer) {
        return new OrderIdMint(new byte[32]).mint(SALE, 1, 1, new BuyerId(buyer), new IdempotencyKey("k"));
    }

    private static Acceptance taken(long epoch, String letter) {
        return new Acceptance(
                new Attempt(SALE, ORDER, letter.repeat(32), new BuyerId("ann"), 1, ""), epoch, 100, Instant.EPOCH);
    }
}
