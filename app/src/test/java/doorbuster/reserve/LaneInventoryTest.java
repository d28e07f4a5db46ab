package doorbuster.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.sale.Attempt;
import doorbuster.sale.BuyerId;
import doorbuster.sale.Offer;
import doorbuster.sale.OrderId;
import doorbuster.sale.SaleId;
import doorbuster.store.Replication;
import doorbuster.store.Reply;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import doorbuster.telemetry.Signals;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/// What a buyer is told when the answer to a try was lost: that try may have taken, whatever the tries after it meet.
class LaneInventoryTest {
    private static final Reply LOST = new Reply.Unknown("no answer in 400 ms");
    private static final Reply REJECTED = new Reply.NotRun("Currently not connected. Commands are rejected.");
    private static final Reply REBUILDING = new Reply.Done(List.of("RECOVERING", 1L, 0L, 0L, 0L, 0L));
    private static final Reply TAKEN = new Reply.Done(List.of("OPEN", 0L, 1_000L, 4L, 0L, 100L, "A"));
    private final Answers lane = new Answers();
    private final LaneInventory inventory = inventory();

    @Test
    void nobody_hears_that_nothing_was_taken_after_a_try_whose_answer_was_lost() {
        assertThat(reserved(LOST, REJECTED, REJECTED)).isInstanceOf(Reservation.Unknown.class);
        assertThat(reserved(LOST, REBUILDING, REBUILDING)).isInstanceOf(Reservation.Unknown.class);
        assertThat(reserved(LOST, LOST, REJECTED)).isInstanceOf(Reservation.Unknown.class);
    }

    @Test
    void a_later_try_that_is_decided_tells() {
        assertThat(reserved(LOST, TAKEN)).isInstanceOf(Reservation.Accepted.class);
        assertThat(reserved(LOST, REJECTED, TAKEN)).isInstanceOf(Reservation.Accepted.class);
    }

    @Test
    void a_first_try_that_certainly_did_not_run_took_nothing_and_is_not_repeated() {
        assertThat(reserved(REJECTED)).isInstanceOf(Reservation.Unavailable.class);
        assertThat(reserved(REBUILDING)).isInstanceOf(Reservation.Unavailable.class);
    }

    private Reservation reserved(Reply... replies) {
        lane.replies.addAll(List.of(replies));
        Reservation reservation = inventory.reserve(
                new Attempt(new SaleId("lost"), new OrderId("a".repeat(40)), "b".repeat(32), new BuyerId("ann"), 1, ""),
                0);
        assertThat(lane.replies).as("tries that were not made").isEmpty();
        return reservation;
    }

    private LaneInventory inventory() {
        Epochs epochs = new Epochs();
        Sales none = new NoSales();
        Transfers transfers = new Transfers(lane, none, Signals.off());
        ReserveSettings settings = new ReserveSettings(
                1, 1, 10, Duration.ZERO, 3, 100, 100, Duration.ofMillis(200), 0, Duration.ofSeconds(60), false);
        Distress silent = new Distress() {
            @Override
            public void recover(SaleId sale, String why) {}

            @Override
            public void epochMoved(SaleId sale) {}
        };
        Pulse pulse = new Pulse(lane, none, transfers, epochs, silent, (_, _) -> Optional.empty(), settings, _ -> {});
        return new LaneInventory(
                lane,
                settings,
                epochs,
                new Held(100, epochs),
                pulse,
                transfers,
                silent,
                Replication.unasked(),
                () -> "c".repeat(32),
                _ -> {},
                Signals.off());
    }

    /// A lane that answers what the test says, in this order.
    private static final class Answers implements Scripts {
        private final Queue<Reply> replies = new ArrayDeque<>();

        @Override
        public CompletionStage<Reply> run(Script script, List<String> keys, List<String> args) {
            return CompletableFuture.completedFuture(call(script, keys, args));
        }

        @Override
        public Reply call(Script script, List<String> keys, List<String> args) {
            return replies.remove();
        }
    }

    private static final class NoSales implements Sales {
        @Override
        public Optional<Offer> find(SaleId id) {
            return Optional.empty();
        }

        @Override
        public Optional<Offer> find(int no) {
            return Optional.empty();
        }

        @Override
        public List<Offer> all() {
            return List.of();
        }
    }
}
