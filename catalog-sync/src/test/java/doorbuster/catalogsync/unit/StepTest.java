package doorbuster.catalogsync.unit;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.catalogsync.unit.OriginSight.Away;
import doorbuster.catalogsync.unit.OriginSight.Reached;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StepTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final UnitState STREAMING = state(5, true, Optional.empty(), Optional.of(true), true);
    private static final Reached HEALTHY = reached(7, 1, true, "reserved", "");

    @Test
    void a_streaming_unit_rests() {
        assertThat(Step.decide(STREAMING, HEALTHY)).isEqualTo(new Step.Rest("streaming"));
    }

    @Test
    void a_unit_lives_on_what_it_has_while_the_origin_is_away() {
        assertThat(Step.decide(STREAMING, new Away("no route"))).isEqualTo(new Step.Rest("origin away: no route"));
        assertThat(Step.decide(state(0, true, Optional.empty(), Optional.empty(), false), new Away("no route")))
                .isEqualTo(new Step.Rest("origin away: no route"));
    }

    @Test
    void a_new_unit_and_a_lost_slot_are_seeded() {
        assertThat(Step.decide(state(0, true, Optional.empty(), Optional.empty(), false), HEALTHY))
                .isEqualTo(new Step.Seed("there is no subscription"));
        assertThat(Step.decide(STREAMING, reached(7, 1, false, "none", "")))
                .isEqualTo(new Step.Seed("the slot is gone"));
        assertThat(Step.decide(STREAMING, reached(7, 1, true, "lost", "wal_removed")))
                .isEqualTo(new Step.Seed("the slot was invalidated"));
    }

    @Test
    void a_disabled_subscription_is_switched_on_again() {
        assertThat(Step.decide(state(5, true, Optional.empty(), Optional.of(false), false), HEALTHY))
                .isEqualTo(new Step.Enable());
    }

    @Test
    void a_unit_never_goes_back_by_itself_but_does_when_asked() {
        Reached restored = reached(4, 1, true, "reserved", "");
        assertThat(Step.decide(STREAMING, restored)).isInstanceOf(Step.Refuse.class);
        assertThat(Step.decide(state(5, true, Optional.of("asked"), Optional.of(true), true), restored))
                .isEqualTo(new Step.Seed("asked"));
    }

    @Test
    void a_unit_refuses_what_it_does_not_understand_even_when_asked() {
        assertThat(Step.decide(
                        state(5, true, Optional.of("asked"), Optional.of(true), true),
                        reached(7, 2, true, "reserved", "")))
                .isInstanceOf(Step.Refuse.class);
    }

    @Test
    void a_decommissioned_unit_leaves_and_stays_away_also_without_the_origin() {
        assertThat(Step.decide(state(5, false, Optional.empty(), Optional.of(true), true), new Away("gone")))
                .isEqualTo(new Step.Leave());
        assertThat(Step.decide(state(5, false, Optional.of("asked"), Optional.empty(), false), HEALTHY))
                .isEqualTo(new Step.Rest("decommissioned"));
    }

    @Test
    void the_lag_is_what_a_beat_needed_or_the_silence_when_three_are_missing() {
        Duration second = Duration.ofSeconds(1);
        assertThat(beats(NOW.minusMillis(1500), NOW.minusMillis(1450)).lag(second))
                .isEqualTo(Optional.of(Duration.ofMillis(50)));
        assertThat(beats(NOW.minusMillis(9010), NOW.minusMillis(8950)).lag(second))
                .isEqualTo(Optional.of(Duration.ofMillis(9010)));
        assertThat(beats(NOW.plusMillis(20), NOW).lag(second)).isEqualTo(Optional.of(Duration.ZERO));
    }

    private static UnitState beats(Instant sent, Instant arrived) {
        return new UnitState(
                5,
                1,
                1,
                "",
                0,
                true,
                Optional.empty(),
                1,
                Optional.of(true),
                Optional.of("slot"),
                true,
                0,
                0,
                Optional.of(sent),
                Optional.of(arrived),
                NOW);
    }

    private static UnitState state(
            long version, boolean wanted, Optional<String> demand, Optional<Boolean> enabled, boolean running) {
        return new UnitState(
                version,
                1,
                1,
                "",
                0,
                wanted,
                demand,
                1,
                enabled,
                enabled.map(on -> "slot"),
                running,
                0,
                0,
                Optional.of(NOW),
                Optional.of(NOW),
                NOW);
    }

    private static Reached reached(long version, int schema, boolean slot, String status, String invalidated) {
        return new Reached(version, "", schema, slot, true, status, 0, invalidated);
    }
}
