package doorbuster.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewRegionTest {
    @TempDir
    Path folder;

    @BeforeEach
    void startFromTheRealFiles() throws IOException {
        for (String name : List.of("eu-west.yaml", "us-east.yaml")) {
            Files.copy(Path.of(name), folder.resolve(name));
        }
    }

    @Test
    void a_new_region_differs_from_its_model_in_name_geographies_and_address_and_has_no_origin() throws IOException {
        Regions before = Regions.read(folder);
        Regions after = new NewRegion("ap-south", "AP South", List.of("AS", "OC"))
                .write(folder, before, before.named("eu-west").orElseThrow());
        assertThat(after.all()).extracting(Region::name).containsExactly("ap-south", "eu-west", "us-east");
        Region added = after.named("ap-south").orElseThrow();
        assertThat(added.displayName()).isEqualTo("AP South");
        assertThat(added.publicEndpoint()).hasToString("127.0.0.13:8080");
        assertThat(added.innerAddress()).isEqualTo("127.0.0.13");
        assertThat(added.isOrigin()).isFalse();
        assertThat(Files.readString(folder.resolve("ap-south.yaml")))
                .contains("# the edge: the only socket strangers may reach")
                .doesNotContain("origin: ", "name: eu-west");
    }

    @Test
    void its_place_on_kubernetes_is_made_up_of_what_is_nobodys_and_its_sizes_are_its_models() {
        Regions before = Regions.read(folder);
        Region model = before.named("eu-west").orElseThrow();
        Production like = model.production().orElseThrow();
        Regions after = new NewRegion("ap-south", "AP South", List.of("AS", "OC")).write(folder, before, model);
        Production facts = after.named("ap-south").orElseThrow().production().orElseThrow();
        assertThat(facts.host()).isEqualTo("ap-south.doorbuster.example");
        assertThat(facts.cloudRegion()).isEqualTo("ap-south-1");
        assertThat(facts.backups().path()).isEqualTo("s3://doorbuster-ap-south-backups/unit");
        assertThat(facts.networks())
                .isEqualTo(new Production.Networks(
                        "10.13.0.0/16",
                        List.of("203.0.113.0/28"),
                        List.of("10.13.255.1/32"),
                        List.of("203.0.113.16/28")));
        assertThat(List.of(facts.app(), facts.edge(), facts.redis(), facts.postgres(), facts.catalogSync()))
                .isEqualTo(List.of(like.app(), like.edge(), like.redis(), like.postgres(), like.catalogSync()));
        assertThat(facts.origin()).isEmpty();
        assertThat(MadeUp.in(facts))
                .containsExactly(
                        "ap-south.doorbuster.example",
                        "registry.example/doorbuster",
                        "203.0.113.0/28",
                        "203.0.113.16/28");
    }

    @Test
    void regions_are_added_until_nothing_is_left_to_make_up_and_from_then_on_without_a_place() {
        Regions regions = Regions.read(folder);
        for (int i = 0; i < 25; i++) {
            regions = new NewRegion("more-" + i, "More", List.of("AS/A" + (char) ('A' + i)))
                    .write(folder, regions, regions.named("us-east").orElseThrow());
        }
        assertThat(regions.named("more-17").orElseThrow().production()).isPresent();
        assertThat(regions.named("more-24").orElseThrow().production()).isEmpty();
    }

    @Test
    void a_managed_redis_stays_with_its_region() throws IOException {
        Path file = folder.resolve("us-east.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "storage-class: fast",
                                "storage-class: fast\n  managed-redis: {seeds: ['redis.example:6379'], networks: [192.0.2.112/28]}"));
        Regions before = Regions.read(folder);
        Regions after = new NewRegion("us-west", "US West", List.of("NA/US"))
                .write(folder, before, before.named("us-east").orElseThrow());
        assertThat(after.named("us-west")
                        .orElseThrow()
                        .production()
                        .orElseThrow()
                        .managedRedis())
                .isEmpty();
        Files.writeString(
                file.resolveSibling("eu-west.yaml"),
                Files.readString(file.resolveSibling("eu-west.yaml"))
                        .replace(
                                "storage-class: fast",
                                "storage-class: fast\n  managed-redis: {seeds: ['redis.example:6379'], networks: [192.0.2.112/28]}"));
        assertThatThrownBy(() -> Regions.read(folder))
                .hasMessageContaining(
                        "expected managed-redis.seeds to be its own, but redis.example:6379 is of eu-west");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AS,EU | ap-south: geographies: expected each once, but EU is claimed by eu-west",
                "Asia | found \"Asia\"",
                "AS,AS | found \"AS\"",
            })
    void one_that_does_not_fit_to_the_others_leaves_no_file(String geographies, String refusal) {
        Regions before = Regions.read(folder);
        NewRegion region = new NewRegion("ap-south", "AP South", List.of(geographies.split(",", -1)));
        assertThatThrownBy(() -> region.write(folder, before, before.all().getFirst()))
                .hasMessageContaining(refusal);
        assertThat(folder.resolve("ap-south.yaml")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"ap-south, AP South", "eu-west-2, EU West 2", "sydney, Sydney"})
    void a_name_is_written_for_people(String name, String display) {
        assertThat(NewRegion.displayName(name)).isEqualTo(display);
    }
}
