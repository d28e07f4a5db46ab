package doorbuster;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.reserve.Epochs;
import doorbuster.reserve.Held;
import doorbuster.sale.Acceptance;
import doorbuster.sale.Lane;
import doorbuster.sale.Offer;
import doorbuster.sale.Offers;
import doorbuster.sale.SaleId;
import doorbuster.settle.LaneReader;
import doorbuster.settle.Ledger;
import doorbuster.settle.SettleSettings;
import doorbuster.settle.Settled;
import doorbuster.store.Reply;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import doorbuster.telemetry.Signals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ReadersTest {
    private static final Offer SALE = Offers.of("read", Offer.Switch.ON, Instant.EPOCH, Instant.MAX, 1);
    private static final SettleSettings SETTINGS =
            new SettleSettings(500, Duration.ofSeconds(8), Duration.ofMillis(5), Duration.ZERO, 5);
    private final Calls calls = new Calls();
    private final Absent ledger = new Absent();

    @Test
    void lanes_are_read_as_long_as_their_sale_is_followed() {
        try (Readers readers = new Readers(_ -> reader("a"), SETTINGS)) {
            readers.follow(List.of(SALE));
            assertThat(readers.size()).isEqualTo(SALE.lanes());
            Awaitility.await().until(() -> calls.names.size() >= SALE.lanes());

            readers.follow(List.of());
            assertThat(readers.size()).isZero();
            readers.follow(List.of(SALE));
            assertThat(readers.size()).isEqualTo(SALE.lanes());
        }
    }

    @Test
    void a_reader_whose_ledger_is_away_leaves_the_lane_to_the_others_until_it_answers() {
        calls.entries = true;
        LaneReader reader = reader("b");
        assertThat(reader.step()).isInstanceOf(LaneReader.Step.Paused.class);
        assertThat(calls.names).containsExactly("read", "yield");
        assertThat(reader.step()).isInstanceOf(LaneReader.Step.Paused.class);
        assertThat(calls.names).as("it does not take the lease again").containsExactly("read", "yield");

        ledger.answers = true;
        reader.step();
        assertThat(calls.names).containsExactly("read", "yield", "read");
    }

    private LaneReader reader(String node) {
        return new LaneReader(
                new Lane(SALE.id(), 0), calls, ledger, new Held(100, new Epochs()), node, SETTINGS, Signals.off());
    }

    /// A ledger that cannot be written to, and later says that the epoch has moved.
    private static final class Absent implements Ledger {
        private boolean answers;

        @Override
        public Settled settle(SaleId sale, long epoch, List<Acceptance> orders, Source source) {
            return answers ? new Settled.EpochMoved() : new Settled.Away("the cable is cut");
        }
    }

    /// Lanes with one order in them, or none.
    private static final class Calls implements Scripts {
        private final Queue<String> names = new ConcurrentLinkedQueue<>();
        private boolean entries;

        @Override
        public CompletionStage<Reply> run(Script script, List<String> keys, List<String> args) {
            return CompletableFuture.completedFuture(call(script, keys, args));
        }

        @Override
        public Reply call(Script script, List<String> keys, List<String> args) {
            names.add(script.name());
            String order = "a".repeat(40) + "\t" + "b".repeat(32) + "\tann\t1\t";
            List<String> fields = List.of("v", "1", "e", "1", "at", "1000", "p", "100", "n", "1", "o", order);
            return script.name().equals("read") && entries
                    ? new Reply.Done(List.of("OPEN", 1L, 1_000L, List.of("1000-0", fields)))
                    : new Reply.Done(List.of("OPEN", 1L, 1_000L));
        }
    }
}
