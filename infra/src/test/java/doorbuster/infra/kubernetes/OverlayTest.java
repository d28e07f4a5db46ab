package doorbuster.infra.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class OverlayTest {
    private static final Path COMMITTED = Path.of("kubernetes/regions");
    private final Regions regions = Regions.read(Path.of("../regions"));

    @Test
    void what_is_committed_is_what_the_files_of_the_regions_say() throws IOException {
        try (Stream<Path> folders = Files.list(COMMITTED)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            regions.all().stream().map(Region::name).toList());
        }
        for (Region region : regions.all()) {
            assertThat(content(COMMITTED.resolve(region.name())))
                    .as("./doorbuster region render " + region.name() + " was not run after its file was changed")
                    .isEqualTo(new TreeMap<>(new Overlay(regions, region).files()));
        }
    }

    @Test
    void rendering_twice_gives_the_same_bytes_and_leaves_nothing_old_behind(@TempDir Path folder) throws IOException {
        Region region = regions.named("us-east").orElseThrow();
        Path here = new Overlay(regions, region).write(folder);
        Map<String, String> first = content(here);
        Files.writeString(here.resolve("left-behind.yaml"), "old");
        new Overlay(regions, region).write(folder);
        assertThat(content(here)).isEqualTo(first);
    }

    @Test
    void a_region_without_production_facts_is_refused_in_one_line() {
        Region region = regions.named("us-east").orElseThrow();
        Region tried = new Region(
                region.name(),
                region.displayName(),
                region.geographies(),
                region.weight(),
                region.origin(),
                region.publicEndpoint(),
                region.adminEndpoint(),
                region.app(),
                region.redis(),
                region.postgres(),
                region.catalogSync(),
                region.settings(),
                java.util.Optional.empty(),
                region.certificate());
        assertThatThrownBy(() -> new Overlay(regions, tried))
                .isInstanceOf(NotRendered.class)
                .hasMessage(
                        "regions/us-east.yaml has no section production, so there is nothing to render manifests from");
    }

    @Test
    void the_optional_last_mile_never_deletes() throws IOException {
        Map<String, Object> set = new Yaml().load(Files.readString(Path.of("kubernetes/argocd/applicationset.yaml")));
        Map<String, Object> spec = Manifests.asMap(set.get("spec"));
        assertThat(spec.get("syncPolicy"))
                .isEqualTo(Map.of("preserveResourcesOnDeletion", true, "applicationsSync", "create-update"));
        Map<String, Object> template = Manifests.asMap(spec.get("template"));
        assertThat(Manifests.asMap(template.get("metadata"))).doesNotContainKey("finalizers");
        Map<String, Object> sync =
                Manifests.asMap(Manifests.asMap(template.get("spec")).get("syncPolicy"));
        assertThat(sync.get("automated")).isEqualTo(Map.of("prune", false, "selfHeal", true));
        assertThat(String.valueOf(spec.get("generators"))).contains("path=infra/kubernetes/regions/*");
    }

    private static Map<String, String> content(Path folder) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : List.copyOf(files.toList())) {
                content.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return content;
    }
}
