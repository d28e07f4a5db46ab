package doorbuster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A clock that is wrong on purpose is for trying out only.
class ClockOffsetTest {
    @TempDir
    private Path folder;

    @Test
    void a_local_node_may_have_one() throws IOException {
        assertThat(read("local", -3_600_000).node().clockOffset()).isEqualTo(Duration.ofHours(-1));
    }

    @Test
    void a_node_in_production_may_not() {
        assertThatThrownBy(() -> read("production", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unit.clock-offset-ms belongs to the local profile only");
    }

    @Test
    void nor_may_it_be_days() {
        assertThatThrownBy(() -> read("local", 90_000_000)).hasMessageContaining("unit.clock-offset-ms");
    }

    private UnitConfig read(String profile, long offset) throws IOException {
        String key = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
        Path file = folder.resolve("node.yaml");
        Files.writeString(
                file,
                "unit: {profile: " + profile + ", clock-offset-ms: " + offset + "}\nsecrets: {order-key: \"" + key
                        + "\", challenge-key: \"" + key + "\", payment-key: \"" + key + "\"}\n");
        return UnitConfig.read(file);
    }
}
