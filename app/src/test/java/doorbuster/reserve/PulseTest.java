package doorbuster.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.sale.Offer;
import doorbuster.sale.Offers;
import doorbuster.sale.OrderId;
import doorbuster.sale.SaleId;
import doorbuster.store.Reply;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import doorbuster.telemetry.Signals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/// A sale that is over and wholly settled is left alone after a minute, until somebody has to do with it.
class PulseTest {
    private static final SaleId SALE = new SaleId("over");
    private static final Instant OPENED = Instant.ofEpochMilli(1_000_000);
    private static final Duration AFTERWARDS = Duration.ofSeconds(60);
    private static final int LANES = 3;
    private final Lanes lanes = new Lanes();
    private final Shop shop = new Shop();
    private final Pulse pulse = pulse(0);

    @Test
    void a_sale_that_is_open_is_looked_at_for_ever() {
        lanes.hours = 100;
        assertThat(looks()).isEqualTo(LANES);
    }

    @Test
    void a_sale_that_was_closed_and_settled_is_looked_at_for_a_minute_more() {
        shop.position = Offer.Switch.CLOSED;
        assertThat(looks()).isEqualTo(LANES);
        lanes.seconds = 59;
        assertThat(looks()).isEqualTo(LANES);
        lanes.seconds = 60;
        assertThat(looks()).isZero();
        assertThat(pulse.look(SALE)).as("what was seen last is kept").isPresent();
    }

    @Test
    void so_is_one_whose_window_has_passed_by_the_clock_of_its_lanes() {
        shop.closesAt = OPENED.plus(Duration.ofHours(2));
        lanes.hours = 2;
        assertThat(looks()).isEqualTo(LANES);
        lanes.seconds = 60;
        assertThat(looks()).isZero();
    }

    @Test
    void entries_and_letters_and_units_on_their_way_keep_it_watched() {
        shop.position = Offer.Switch.CLOSED;
        for (int left : List.of(Lanes.QUEUED, Lanes.BURIED, Lanes.ON_THE_WAY)) {
            lanes.left = left;
            assertThat(looks()).isGreaterThanOrEqualTo(LANES);
            lanes.seconds += 61;
            assertThat(looks()).isGreaterThanOrEqualTo(LANES);
        }
    }

    @Test
    void a_lane_that_is_not_sound_keeps_it_watched() {
        shop.position = Offer.Switch.CLOSED;
        lanes.standing = "RECOVERING";
        assertThat(looks()).isEqualTo(LANES);
        lanes.seconds = 61;
        assertThat(looks()).isEqualTo(LANES);
    }

    @Test
    void whoever_has_to_do_with_it_has_it_looked_at_again_for_a_minute() {
        shop.position = Offer.Switch.CLOSED;
        looks();
        lanes.seconds = 60;
        assertThat(looks()).isZero();
        pulse.stir(SALE);
        assertThat(looks()).isEqualTo(LANES);
        lanes.seconds = 119;
        assertThat(looks()).isEqualTo(LANES);
        lanes.seconds = 120;
        assertThat(looks()).isZero();
    }

    @Test
    void a_later_end_or_a_new_epoch_has_it_looked_at_again() {
        shop.closesAt = OPENED.plus(Duration.ofHours(1));
        lanes.hours = 1;
        looks();
        lanes.seconds = 60;
        assertThat(looks()).isZero();
        shop.closesAt = OPENED.plus(Duration.ofHours(9));
        assertThat(looks()).isEqualTo(LANES);
        shop.closesAt = OPENED.plus(Duration.ofHours(1));
        assertThat(looks()).isEqualTo(LANES);
        lanes.seconds = 120;
        assertThat(looks()).isZero();
        shop.epoch++;
        assertThat(looks()).isEqualTo(LANES);
    }

    @Test
    void what_was_remembered_of_its_orders_is_forgotten_when_it_is_left_alone() {
        Pulse remembering = pulse(9);
        shop.position = Offer.Switch.CLOSED;
        shop.orders = Optional.of(List.of(new OrderId("a".repeat(40))));
        remembering.beat();
        assertThat(remembering.remembered()).isEqualTo(1);
        lanes.seconds = 60;
        remembering.beat();
        assertThat(remembering.remembered()).isZero();
        remembering.stir(SALE);
        remembering.beat();
        assertThat(remembering.remembered()).isEqualTo(1);
    }

    @Test
    void orders_that_cannot_be_had_are_not_asked_for_at_every_beat() {
        Pulse remembering = pulse(9);
        shop.position = Offer.Switch.CLOSED;
        remembering.beat();
        remembering.beat();
        lanes.seconds = 9;
        remembering.beat();
        assertThat(shop.asked).isEqualTo(1);
        lanes.seconds = 10;
        remembering.beat();
        assertThat(shop.asked).isEqualTo(2);
    }

    @Test
    void nobody_hears_not_open_from_the_moment_on_at_which_the_sale_opens() {
        Pulse remembering = pulse(9);
        OrderId order = new OrderId("a".repeat(40));
        shop.orders = Optional.of(List.of());
        lanes.early = 300;
        remembering.beat();
        assertThat(remembering.foretell(shop.offer(), order)).contains(new Reservation.NotOpen(OPENED));
        lanes.millis = 299;
        assertThat(remembering.foretell(shop.offer(), order)).isPresent();
        lanes.millis = 300;
        assertThat(remembering.foretell(shop.offer(), order)).isEmpty();
    }

    /// How often a lane was looked at in one beat.
    private int looks() {
        lanes.looks = 0;
        pulse.beat();
        return lanes.looks;
    }

    private Pulse pulse(int known) {
        Epochs epochs = new Epochs();
        epochs.learn(SALE, 1);
        return new Pulse(
                lanes,
                shop,
                new Transfers(lanes, shop, Signals.off()),
                epochs,
                new Distress() {
                    @Override
                    public void recover(SaleId sale, String why) {}

                    @Override
                    public void epochMoved(SaleId sale) {}
                },
                (_, _) -> {
                    shop.asked++;
                    return shop.orders;
                },
                new ReserveSettings(
                        1, 1, 1, Duration.ZERO, 1, 1, 100, Duration.ofMillis(200), known, AFTERWARDS, false),
                _ -> {});
    }

    private static final class Shop implements Sales {
        private Offer.Switch position = Offer.Switch.ON;
        private Instant closesAt = OPENED.plus(Duration.ofDays(365));
        private long epoch = 1;
        private Optional<List<OrderId>> orders = Optional.empty();
        private int asked;

        @Override
        public Optional<Offer> find(SaleId id) {
            return Optional.of(offer());
        }

        @Override
        public Optional<Offer> find(int no) {
            return Optional.of(offer());
        }

        @Override
        public List<Offer> all() {
            return List.of(offer());
        }

        private Offer offer() {
            return Offers.of("over", position, OPENED, closesAt, epoch);
        }
    }

    /// Lanes that answer what the test says.
    private final class Lanes implements Scripts {
        private static final int QUEUED = 6;
        private static final int BURIED = 8;
        private static final int ON_THE_WAY = 9;
        private String standing = "OPEN";
        private long hours;
        private long seconds;
        private long millis;
        private long early;
        private int left;
        private int looks;

        @Override
        public CompletionStage<Reply> run(Script script, List<String> keys, List<String> args) {
            return CompletableFuture.completedFuture(call(script, keys, args));
        }

        @Override
        public Reply call(Script script, List<String> keys, List<String> args) {
            if (!script.name().equals("pulse")) {
                return new Reply.NotRun("nothing moves");
            }
            looks++;
            long now = OPENED.plus(Duration.ofHours(hours)).toEpochMilli() - early;
            return new Reply.Done(List.of(
                    standing, shop.epoch, now, 5L, 0L, 1L, some(QUEUED), 0L, some(BURIED), some(ON_THE_WAY), 1L));
        }

        private long some(int part) {
            return left == part ? 1L : 0L;
        }

        @Override
        public long nanos() {
            return Duration.ofSeconds(seconds).plusMillis(millis).toNanos();
        }
    }
}
