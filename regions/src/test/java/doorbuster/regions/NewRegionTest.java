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
                .doesNotContain("origin: ", "production: ", "name: eu-west");
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
