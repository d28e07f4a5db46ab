package doorbuster.admission;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.sale.BuyerId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What makes an attempt suspicious, sign by sign; `docs/operators.md` has the same table.
final class RiskTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final long MILLIS = NOW.toEpochMilli();
    private final RateSettings settings = RateSettings.usual(false, Set.of());
    private final Risk risk = new Risk(settings);

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a quiet buyer of an old account            |   1 |  0 | 400 |  1 |   0",
                "ten attempts                               |  10 |  0 | 400 |  1 |   0",
                "eleven attempts                            |  11 |  0 | 400 |  1 |  20",
                "forty attempts                             |  40 |  0 | 400 |  1 |  20",
                "forty-one attempts                         |  41 |  0 | 400 |  1 |  40",
                "one failed captcha                         |   1 |  1 | 400 |  1 |  20",
                "two failed captchas                        |   1 |  2 | 400 |  1 |  40",
                "many failed captchas                       |   1 |  9 | 400 |  1 |  40",
                "an account of six days, which is not enough|   1 |  0 |   6 |  1 |  25",
                "an account of seven days                   |   1 |  0 |   7 |  1 |   0",
                "five buyers at one address                 |   1 |  0 | 400 |  5 |   0",
                "six buyers at one address                  |   1 |  0 | 400 |  6 |  25",
                "twenty-one buyers at one address           |   1 |  0 | 400 | 21 |  40",
                "a young account in a hurry                 |  11 |  0 |   1 |  1 |  45",
                "young accounts from one address            |   1 |  0 |   1 |  6 |  50",
                "everything at once                         |  41 |  3 |   0 | 99 | 100",
            })
    void each_sign_has_its_points(String who, int attempts, int failures, int days, int accounts, int points) {
        Footprint footprint =
                new Footprint(settings.perBuyer(), settings.window().toMillis(), MILLIS);
        for (int i = 0; i < attempts; i++) {
            assertThat(footprint.attempt(MILLIS)).as(who).isZero();
            footprint.ended();
        }
        for (int i = 0; i < failures; i++) {
            footprint.failed(MILLIS);
        }
        LocalDate opened = LocalDate.ofInstant(NOW, ZoneOffset.UTC).minusDays(days);

        assertThat(risk.score(footprint, caller(Optional.of(opened)), accounts, NOW))
                .isEqualTo(points);
    }

    @Test
    void an_account_of_unknown_age_is_a_young_one() {
        Footprint footprint =
                new Footprint(settings.perBuyer(), settings.window().toMillis(), MILLIS);

        assertThat(risk.score(footprint, caller(Optional.empty()), 1, NOW)).isEqualTo(25);
    }

    private static Caller caller(Optional<LocalDate> opened) {
        return new Caller(new BuyerId("ann"), 1, opened, Optional.empty(), false, NOW.plusSeconds(600));
    }
}
