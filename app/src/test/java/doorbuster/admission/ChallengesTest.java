package doorbuster.admission;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.rig.Puzzle;
import doorbuster.sale.BuyerId;
import doorbuster.sale.OrderId;
import doorbuster.sale.SaleId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A captcha does once, in time, for its own sale and buyer, and only when this unit made it.
final class ChallengesTest {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final long COST = 1_000;
    private static final SaleId LAMP = new SaleId("lamp");
    private static final BuyerId ANN = new BuyerId("ann");
    private static final OrderId FIRST = new OrderId("a".repeat(40));
    private static final OrderId SECOND = new OrderId("b".repeat(40));
    private Instant now = Instant.parse("2026-05-01T12:00:00Z");
    private final Map<String, OrderId> spent = new ConcurrentHashMap<>();
    private final Challenges challenges = of("k".repeat(43));

    private Challenges of(String key) {
        InstantSource clock = () -> now;
        SpentChallenges once = (challenge, by, ttl) -> by.equals(spent.computeIfAbsent(challenge, c -> by))
                ? SpentChallenges.Spending.OURS
                : SpentChallenges.Spending.ANOTHERS;
        return new Challenges(new ChallengeSettings(key, LIFE, COST), once, clock);
    }

    private static Puzzle made(Challenges by) {
        Challenges.Challenge made = by.issue(Optional.of(LAMP), Optional.of(ANN), 0);
        return new Puzzle(made.algorithm(), made.challenge(), made.maxnumber(), made.salt(), made.signature());
    }

    @Test
    void it_does_until_it_expires_and_not_a_moment_longer() {
        String early = made(challenges).solved();
        String late = made(challenges).solved();
        now = now.plus(LIFE).minusMillis(1);
        assertThat(challenges.check(early, LAMP, ANN, FIRST)).isInstanceOf(Proof.Accepted.class);
        now = now.plusMillis(1);
        assertThat(challenges.check(late, LAMP, ANN, SECOND))
                .isEqualTo(new Proof.Refused("The challenge has expired."));
    }

    @Test
    void a_life_that_was_made_longer_by_hand_is_forged() throws IOException {
        Puzzle made = made(challenges);
        String expires = Long.toString(now.plus(LIFE).getEpochSecond());
        assertThat(made.salt()).contains("expires=" + expires);
        Puzzle longer = new Puzzle(
                made.algorithm(),
                made.challenge(),
                made.maxnumber(),
                made.salt().replace(expires, "9" + expires),
                made.signature());

        assertThat(challenges.check(longer.solution(7), LAMP, ANN, FIRST)).isInstanceOf(Proof.Refused.class);
    }

    @Test
    void what_another_unit_made_is_forged() {
        String foreign = made(of("x".repeat(43))).solved();

        assertThat(challenges.check(foreign, LAMP, ANN, FIRST)).isEqualTo(new Proof.Refused("The solution is wrong."));
    }

    @Test
    void it_does_for_one_attempt_however_often_that_is_made() {
        String solution = made(challenges).solved();

        assertThat(challenges.check(solution, LAMP, ANN, FIRST)).isInstanceOf(Proof.Accepted.class);
        assertThat(challenges.check(solution, LAMP, ANN, FIRST)).isInstanceOf(Proof.Accepted.class);
        assertThat(challenges.check(solution, LAMP, ANN, SECOND))
                .isEqualTo(new Proof.Refused("The challenge was used before."));
    }

    @Test
    void it_does_for_its_own_sale_and_buyer_only() {
        String solution = made(challenges).solved();
        Proof.Refused another = new Proof.Refused("The challenge was made for another sale or buyer.");

        assertThat(challenges.check(solution, new SaleId("sofa"), ANN, FIRST)).isEqualTo(another);
        assertThat(challenges.check(solution, LAMP, new BuyerId("bob"), FIRST)).isEqualTo(another);
        assertThat(spent).as("a refused one is not used up").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "e30=", "bnVsbA==", "W10=", "eyJhbGdvcml0aG0iOjF9"})
    void what_is_no_solution_is_refused(String text) {
        assertThat(challenges.check(text, LAMP, ANN, FIRST)).isInstanceOf(Proof.Refused.class);
        assertThat(challenges.check(text.repeat(1_000) + "A".repeat(3_001), LAMP, ANN, FIRST))
                .isEqualTo(new Proof.Refused("The solution is too long."));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "19, 1", "20, 2", "40, 3", "65, 4", "100, 6"})
    void the_more_suspicious_the_harder(int score, int times) {
        assertThat(challenges.issue(Optional.of(LAMP), Optional.of(ANN), score).maxnumber())
                .isEqualTo(times * COST);
    }
}
