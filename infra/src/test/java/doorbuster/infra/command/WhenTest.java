package doorbuster.infra.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import doorbuster.infra.local.StartFailed;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhenTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "now, 2026-11-01T12:00:00Z",
        "+90s, 2026-11-01T12:01:30Z",
        "+10m, 2026-11-01T12:10:00Z",
        "+2h, 2026-11-01T14:00:00Z",
        "+3d, 2026-11-04T12:00:00Z",
        "2026-12-01T18:00:00Z, 2026-12-01T18:00:00Z",
    })
    void moments_are_said_as_humans_say_them(String text, Instant moment) {
        assertThat(When.parse(text, NOW)).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tomorrow", "+10", "10m", "+9999999d", "2026-13-01T00:00:00Z"})
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> When.parse(text, NOW)).isInstanceOf(StartFailed.class);
    }
}
