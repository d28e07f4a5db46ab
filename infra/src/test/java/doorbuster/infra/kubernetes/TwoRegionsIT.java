package doorbuster.infra.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.infra.local.Folders;
import doorbuster.regions.NewRegion;
import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Two regions differ where their files differ, and nowhere else.
@Tag("kubernetes")
class TwoRegionsIT {
    /// Every fact of us-east that is its own, and what it is in a twin that is otherwise the same.
    private static final Map<String, String> TWIN = new LinkedHashMap<>();

    static {
        // as long as what they stand for: the edge's answers tell their lengths
        TWIN.put("us-east", "my-twin");
        TWIN.put("US East", "My Twin");
        TWIN.put("10.12.", "10.44.");
        TWIN.put("192.0.2.32/28", "192.0.2.96/28");
        TWIN.put("198.51.100.64/26", "198.51.100.128/26");
        TWIN.put("America/New_York", "America/Toronto");
    }

    private final Path checkout;

    TwoRegionsIT(@TempDir Path checkout) throws IOException {
        this.checkout = checkout;
        Path manifests = Files.createDirectory(checkout.resolve("kubernetes"));
        for (String part : List.of("base", "components")) {
            Folders.copy(Path.of("kubernetes", part), manifests.resolve(part));
        }
    }

    @Test
    void a_twin_in_another_place_is_the_same_but_for_the_place() throws IOException {
        String there = render(fleet("there", Map.of()), "us-east");
        String twin = render(fleet("twin", TWIN), "my-twin");
        for (Map.Entry<String, String> fact : TWIN.entrySet()) {
            twin = twin.replace(fact.getValue(), fact.getKey());
        }
        assertThat(withoutHashes(twin)).isEqualTo(withoutHashes(there));
    }

    /// Each row changes one fact of us-east and names the objects that are others then.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis: {cpu-millis: 1000, memory-mb: 4096 | redis: {cpu-millis: 1000, memory-mb: 2048 "
                        + "| ConfigMap/redis-sizes StatefulSet/redis",
                "version: 1.0.0 | version: 1.0.1 | Deployment/app Deployment/catalog-sync",
                "most-nodes: 16 | most-nodes: 17 | ConfigMap/edge-config Deployment/edge HorizontalPodAutoscaler/app",
                "keep-days: 30 | keep-days: 31 | ObjectStore/backups",
                "storage-gb: 200 | storage-gb: 300 | Cluster/postgres",
                "outgoing: [192.0.2.32/28] | outgoing: [192.0.2.48/28] | ",
                "api-server: [10.12.255.1/32] | api-server: [10.12.255.2/32] | NetworkPolicy/postgres-api-server",
                "pre-scale: {} | pre-scale: {drop: {from: 0 1 * * *, to: 0 2 * * *, nodes: 9}} "
                        + "| HorizontalPodAutoscaler/app ScaledObject/app",
                "settings: {} | settings: {settle.batch: 400} | ConfigMap/app-config Deployment/app",
            })
    void one_fact_changes_what_it_is_about(String fact, String other, String objects) throws IOException {
        Map<String, String> before = byObject(render(fleet("before", Map.of()), "us-east"));
        Map<String, String> after = byObject(render(fleet("after", Map.of(fact, other)), "us-east"));
        List<String> changed = new ArrayList<>();
        Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .sorted()
                .filter(name -> !String.valueOf(before.get(name)).equals(String.valueOf(after.get(name))))
                .forEach(changed::add);
        assertThat(String.join(" ", changed)).isEqualTo(objects == null ? "" : objects);
    }

    @Test
    void a_region_that_was_added_by_command_holds_every_rule_and_so_does_the_origins_then() throws IOException {
        Regions before = fleet("added", Map.of());
        Regions regions = new NewRegion("ap-south", "AP South", List.of("AS", "OC"))
                .write(checkout.resolve("added"), before, before.origin());
        for (String name : List.of("ap-south", "eu-west")) {
            Region region = regions.named(name).orElseThrow();
            Manifests manifests = Manifests.render(write(regions, region));
            for (Rule rule : Rule.all()) {
                assertThat(rule.broken(manifests, region))
                        .as(name + ": " + rule.name())
                        .isEmpty();
            }
        }
    }

    @Test
    void a_managed_redis_takes_the_place_of_ours() throws IOException {
        Regions regions = fleet(
                "managed",
                Map.of(
                        "storage-class: fast",
                        "storage-class: fast\n  managed-redis: {seeds: ['redis.example:6379'], networks: [192.0.2.112/28]}"));
        Region region = regions.named("us-east").orElseThrow();
        Manifests manifests = Manifests.render(write(regions, region));
        for (Rule rule : Rule.all()) {
            assertThat(rule.broken(manifests, region)).as(rule.name()).isEmpty();
        }
        assertThat(manifests.config("app-config").get("app.yaml")).contains("- redis.example:6379");
        assertThat(manifests.pods()).containsOnlyKeys("app", "catalog-sync", "edge", "postgres");
    }

    /// The regions of this fleet with us-east changed.
    private Regions fleet(String name, Map<String, String> changes) throws IOException {
        Path folder = Files.createDirectories(checkout.resolve(name));
        Files.copy(Path.of("../regions/eu-west.yaml"), folder.resolve("eu-west.yaml"));
        String text = Files.readString(Path.of("../regions/us-east.yaml"));
        for (Map.Entry<String, String> change : changes.entrySet()) {
            assertThat(text).contains(change.getKey());
            text = text.replace(change.getKey(), change.getValue());
        }
        String region = changes.getOrDefault("us-east", "us-east");
        Files.writeString(folder.resolve(region + ".yaml"), text);
        return Regions.read(folder);
    }

    private String render(Regions regions, String region) throws IOException {
        return Manifests.text(write(regions, regions.named(region).orElseThrow()));
    }

    private Path write(Regions regions, Region region) {
        return new Overlay(regions, region).write(checkout.resolve("kubernetes/regions"));
    }

    /// A generated map's name ends with a hash over its content.
    private static String withoutHashes(String text) {
        return text.replaceAll("(app-config|catalog-sync-config|edge-config|redis-sizes)-[a-z0-9]{10}", "$1");
    }

    private static Map<String, String> byObject(String rendered) {
        Map<String, String> objects = new LinkedHashMap<>();
        for (String document : rendered.split("\n---\n", -1)) {
            Map<String, Object> tree = Manifests.asMap(new org.yaml.snakeyaml.Yaml().load(document));
            String name = withoutHashes(
                    String.valueOf(Manifests.asMap(tree.get("metadata")).get("name")));
            objects.put(Manifests.kind(tree) + "/" + name, document);
        }
        return objects;
    }
}
