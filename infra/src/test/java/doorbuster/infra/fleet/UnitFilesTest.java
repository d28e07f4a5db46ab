package doorbuster.infra.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class UnitFilesTest {
    private final Regions regions = Regions.read(Path.of("../regions"));
    private final Region region = regions.named("eu-west").orElseThrow();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void behind_the_edge_the_app_believes_the_edge_and_nobody_else() throws IOException {
        assertThat(app(true).get("rate")).isEqualTo(Map.of("trusted-proxies", List.of("127.0.0.11")));
    }

    @Test
    void without_the_edge_the_app_believes_nobody() throws IOException {
        assertThat(app(false)).doesNotContainKey("rate");
    }

    private Map<String, Object> app(boolean edge) throws IOException {
        Path file = new UnitFiles(new Workspace(folder), regions, edge).app(region, 0, List.of("127.0.0.11:7001"));
        return new Yaml().load(Files.readString(file));
    }
}
