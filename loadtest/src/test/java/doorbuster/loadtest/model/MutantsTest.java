package doorbuster.loadtest.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MutantsTest {
    @ParameterizedTest
    @EnumSource
    void a_rule_left_out_breaks_a_promise_within_a_few_steps(Rule rule) {
        Checker.Verdict verdict = Checker.check(rule.missed.bounds().without(rule));
        System.out.println(rule.without + ": " + verdict);
        assertThat(verdict.violation()).as(rule.without).isNotNull();
        assertThat(verdict.trace()).hasSizeLessThan(30);
    }
}
