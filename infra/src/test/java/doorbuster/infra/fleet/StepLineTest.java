package doorbuster.infra.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StepLineTest {
    @Test
    void what_is_done_begins_and_its_seconds_end_in_the_same_column() {
        List<String> lines = List.of(
                StepLine.of("us-east", "Redis Cluster on 127.0.0.12:7001–7006", 4.04),
                StepLine.of("ap-southeast", "its 12 processes are ended", 123.96),
                StepLine.of("durability", "ok: fsync, synchronous_commit on, AOF every second, nothing is evicted", 0));
        assertThat(lines).allMatch(line -> line.length() == lines.getFirst().length());
        assertThat(lines.get(1)).startsWith("  ap-southeast its 12").endsWith("  124.0 s");
        assertThat(StepLine.of("origin", "sample catalog")).startsWith("  origin       sample");
    }
}
