package doorbuster.book;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.reserve.Distress;
import doorbuster.reserve.Epochs;
import doorbuster.reserve.Held;
import doorbuster.reserve.Pulse;
import doorbuster.reserve.ReserveSettings;
import doorbuster.reserve.Roster;
import doorbuster.reserve.Transfers;
import doorbuster.sale.Acceptance;
import doorbuster.sale.SaleId;
import doorbuster.settle.Ledger;
import doorbuster.settle.Settled;
import doorbuster.store.MemoryAnswers;
import doorbuster.store.Postgres;
import doorbuster.store.Reply;
import doorbuster.store.Row;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import doorbuster.store.Sql;
import doorbuster.store.UnitLock;
import doorbuster.telemetry.Signals;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a node does at every beat for a sale that is over, wholly settled, and left alone.
class LeftAloneTest {
    private static final SaleId SALE = new SaleId("over");
    private static final Duration AFTERWARDS = Duration.ofSeconds(60);
    private final Desk postgres = new Desk();
    private final Lanes lanes = new Lanes();
    private final Recovered recovered = new Recovered();
    private final Roster roster = new Roster(postgres);
    private final Epochs epochs = new Epochs();
    private final Pulse pulse = pulse();
    private final NodeWatch watch = watch();

    @BeforeEach
    void leave_it_alone() {
        beat();
        lanes.nanos += AFTERWARDS.plusSeconds(1).toNanos();
        assertThat(pulse.isWatched(roster.all().getFirst())).isFalse();
        lanes.called.clear();
    }

    /// Each turn of the unit's switch makes every configuration newer.
    @Test
    void a_turn_of_the_switch_is_not_brought_to_its_lanes_until_somebody_has_to_do_with_it() {
        postgres.sale.put("version", 2L);
        beat();
        beat();
        assertThat(lanes.called).isEmpty();

        pulse.stir(SALE);
        beat();
        beat();
        assertThat(lanes.called).contains("configure");
        lanes.called.clear();
        beat();
        assertThat(lanes.called).doesNotContain("configure");
    }

    @Test
    void whoever_reads_its_book_finds_its_lanes_lost_and_has_them_recovered() {
        lanes.standing = "COLD";
        beat();
        assertThat(recovered.sales).as("nobody has looked").isEmpty();

        UnitBooks books = new UnitBooks(roster, postgres, lanes, pulse::stir);
        assertThat(books.read(SALE)).isInstanceOf(Books.Reading.Unavailable.class);
        beat();
        assertThat(recovered.sales).contains(SALE);
    }

    @Test
    void a_node_hands_in_only_where_a_recovery_waits_for_it() {
        assertThat(postgres.changed).contains("lease").doesNotContain("hand-in");

        postgres.sale.put("epoch", 8L);
        beat();
        assertThat(postgres.changed).contains("hand-in");
    }

    private void beat() {
        watch.beat(pulse);
        pulse.beat();
    }

    private Pulse pulse() {
        return new Pulse(
                lanes,
                roster,
                new Transfers(lanes, roster, Signals.off()),
                epochs,
                recovered,
                (_, _) -> Optional.empty(),
                new ReserveSettings(1, 1, 1, Duration.ZERO, 1, 1, 100, Duration.ofMillis(200), 0, AFTERWARDS, false),
                _ -> {});
    }

    private NodeWatch watch() {
        Held held = new Held(100, epochs);
        return new NodeWatch(
                postgres,
                roster,
                epochs,
                new HandIn(epochs, held, new Idle()),
                recovered,
                new Configuration(lanes),
                new BookSettings(
                        Duration.ofSeconds(4), Duration.ofSeconds(3), Duration.ofMillis(200), Duration.ofSeconds(30)),
                "a",
                "a-1");
    }

    private static final class Recovered implements Distress {
        private final List<SaleId> sales = new ArrayList<>();

        @Override
        public void recover(SaleId sale, String why) {
            sales.add(sale);
        }

        @Override
        public void epochMoved(SaleId sale) {}
    }

    private static final class Idle implements Ledger {
        @Override
        public Settled settle(SaleId sale, long epoch, List<Acceptance> orders, Source source) {
            return new Settled.Done(List.of());
        }
    }

    /// Two lanes that stand as the test says, and know the configuration they were given last.
    private final class Lanes implements Scripts {
        private final List<String> called = new ArrayList<>();
        private String standing = "OPEN";
        private long configuration = 1;
        private long nanos;

        @Override
        public CompletionStage<Reply> run(Script script, List<String> keys, List<String> args) {
            return CompletableFuture.completedFuture(call(script, keys, args));
        }

        @Override
        public Reply call(Script script, List<String> keys, List<String> args) {
            called.add(script.name());
            if (script.name().equals("configure")) {
                configuration = Long.parseLong(args.get(1));
            }
            return new Reply.Done(List.of(
                    standing,
                    Objects.requireNonNull(postgres.sale.get("epoch")),
                    1_000_000L,
                    5L,
                    0L,
                    configuration,
                    0L,
                    0L,
                    0L,
                    0L,
                    1L));
        }

        @Override
        public long nanos() {
            nanos += Duration.ofMillis(10).toNanos();
            return nanos;
        }
    }

    /// A Postgres with one closed sale at epoch 7.
    private static final class Desk implements Postgres {
        private final Map<String, Object> sale = new HashMap<>(Map.ofEntries(
                Map.entry("id", SALE.value()),
                Map.entry("no", 1L),
                Map.entry("sku", "SKU-1"),
                Map.entry("allotted", 10L),
                Map.entry("opens_at", Timestamp.from(Instant.EPOCH)),
                Map.entry("closes_at", Timestamp.from(Instant.ofEpochSecond(500))),
                Map.entry("per_buyer_limit", 1L),
                Map.entry("price_minor", 100L),
                Map.entry("currency", "EUR"),
                Map.entry("pay_within_ms", 60_000L),
                Map.entry("challenge", "OFF"),
                Map.entry("min_level", 0L),
                Map.entry("min_account_age_days", 0L),
                Map.entry("allow_list_only", false),
                Map.entry("position", "CLOSED"),
                Map.entry("lanes", 2L),
                Map.entry("epoch", 7L),
                Map.entry("opened_epoch", 7L),
                Map.entry("version", 1L),
                Map.entry("draining", false)));
        private final List<String> changed = new ArrayList<>();

        @Override
        public List<Row> query(Sql sql, Object... params) {
            return List.of(MemoryAnswers.row(sale::get));
        }

        @Override
        public long change(Sql sql, Object... params) {
            changed.add(sql.name());
            return 1;
        }

        @Override
        public <T> T inTransaction(Function<Work, T> work) {
            throw MemoryAnswers.away("nothing is written");
        }

        @Override
        public void each(Sql sql, Consumer<Row> consumer, Object... params) {}

        @Override
        public Optional<UnitLock> tryLock(int group, int number) {
            return Optional.empty();
        }
    }
}
