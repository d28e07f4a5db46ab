package doorbuster.infra.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path folder;

    @Test
    void parts_that_start_side_by_side_agree_on_every_secret() {
        Path file = folder.resolve("unit.properties");
        List<String> names =
                IntStream.range(0, 64).mapToObj(i -> "secret-" + i % 16).toList();
        Map<String, List<String>> seen = names.parallelStream()
                .collect(Collectors.groupingByConcurrent(
                        name -> name,
                        Collectors.mapping(name -> Secrets.in(file).password(name), Collectors.toList())));
        seen.forEach((name, passwords) -> assertThat(passwords)
                .as(name)
                .containsOnly(Secrets.in(file).password(name))
                .hasSize(4));
    }
}
