package doorbuster.infra.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import doorbuster.infra.local.StartFailed;
import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {
    private final List<Region> regions = Regions.read(Path.of("../regions")).all();

    @ParameterizedTest
    @CsvSource({"100, 50, 50", "101, 51, 50", "1, 1, 0", "0, 0, 0"})
    void stock_is_split_by_weight_and_none_is_lost(String stock, long first, long second) {
        assertThat(new ArrayList<>(Split.parse(stock, regions).values())).containsExactly(first, second);
    }

    @Test
    void stock_may_be_said_per_region() {
        assertThat(new ArrayList<>(Split.parse("us-east=7,eu-west=3", regions).values()))
                .containsExactly(3L, 7L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"eu-west=3", "eu-west=3,us-east=x", "-5", "eu-west=1,us-east=1,us-east=1", "many"})
    void anything_else_is_refused_in_one_line(String stock) {
        assertThatThrownBy(() -> Split.parse(stock, regions)).isInstanceOf(StartFailed.class);
    }
}
