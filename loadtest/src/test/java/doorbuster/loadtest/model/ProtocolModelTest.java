package doorbuster.loadtest.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ProtocolModelTest {
    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_NONE, names = "LONG_.*")
    void no_state_of_a_small_sale_breaks_a_promise(Sale sale) {
        Checker.Verdict verdict = Checker.check(sale.bounds());
        System.out.println(sale + ": " + verdict);
        assertThat(verdict.violation()).as(verdict.toString()).isNull();
        assertThat(verdict.resting()).as("states in which all promises are due").isPositive();
    }
}
