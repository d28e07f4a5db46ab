package doorbuster.infra.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `doorbuster region` as a process, in a checkout of its own where nothing runs.
class RegionCommandsTest {
    @TempDir
    private Path checkout = Path.of("");

    private record Said(int exit, String out, String err) {}

    @BeforeEach
    void startFromTheRealFiles() throws IOException {
        Files.createDirectories(checkout.resolve("regions"));
        for (String name : List.of("eu-west.yaml", "us-east.yaml")) {
            Files.copy(Path.of("../regions", name), checkout.resolve("regions").resolve(name));
        }
    }

    @Test
    void a_region_that_was_added_is_rendered_at_once_and_says_what_is_made_up() throws Exception {
        Said added = run("add", "ap-south", "--geo", "AS,OC", "--like", "us-east");
        assertThat(added.exit()).as(added.toString()).isZero();
        assertThat(added.out()).contains("regions/ap-south.yaml, like us-east, on 127.0.0.13", "No fleet runs here");
        Said rendered = run("render", "ap-south");
        assertThat(rendered.exit()).as(rendered.toString()).isZero();
        Path overlay = checkout.resolve("infra/kubernetes/regions/ap-south");
        assertThat(rendered.out().lines().toList().getLast()).isEqualTo(overlay.toString());
        assertThat(rendered.out()).contains("nobody's", "ap-south.doorbuster.example", "203.0.113.0/28");
        assertThat(overlay.resolve("kustomization.yaml")).content().contains("namespace: doorbuster-ap-south");
        assertThat(run("render", "--all-regions")
                        .out()
                        .lines()
                        .toList()
                        .reversed()
                        .subList(0, 3))
                .allMatch(line -> Files.isDirectory(Path.of(line)));
        assertThat(checkout.resolve("infra/kubernetes/regions/eu-west/network.yaml"))
                .content()
                .contains("203.0.113.0/28");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "remove eu-west | eu-west has the catalog's origin",
                "remove eu-west --force | eu-west has the catalog's origin",
                "remove us-east | no fleet runs on this machine",
                "remove mars | there is no region mars",
                "render | say which: region render NAME, or region render --all-regions",
                "render eu-west --all-regions | say which",
                "render mars | there is no region mars; there are eu-west, us-east",
                "add us-east --geo AS | there is a region us-east already",
            })
    void what_cannot_be_is_refused_in_one_line(String words, String why) throws Exception {
        refused(why, words.split(" ", -1));
    }

    @Test
    void the_last_region_is_not_removed() throws Exception {
        Files.delete(checkout.resolve("regions/us-east.yaml"));
        refused("eu-west is the last region", "remove", "eu-west", "--force");
        assertThat(checkout.resolve("regions/eu-west.yaml")).exists();
    }

    @Test
    void kept_data_are_taken_up_by_the_next_add_as_soon_as_a_fleet_runs() throws Exception {
        keep("units/ap-south/postgres/data/PG_VERSION", "units/ap-south/redis/node-1/nodes.conf");
        keep("secrets/ap-south.properties");
        Said added = run("add", "ap-south", "--geo", "AS,OC");
        assertThat(added.exit()).as(added.toString()).isZero();
        assertThat(added.out())
                .contains(
                        "Data of an earlier ap-south were kept in .doorbuster/units/ap-south: they are taken up again")
                .contains("No fleet runs here", "./doorbuster region add ap-south proves it");
        Said again = run("add", "ap-south");
        assertThat(again.exit()).as(again.toString()).isZero();
        assertThat(again.out()).contains("ended halfway", "./doorbuster region add ap-south proves it");
        assertThat(checkout.resolve(".doorbuster/units/ap-south/postgres/data/PG_VERSION"))
                .exists();
    }

    @Test
    void kept_data_that_no_unit_can_take_up_are_refused_by_the_name_of_their_folder_and_left_alone() throws Exception {
        keep("units/ap-south/redis/node-1/nodes.conf");
        refused("a Redis in .doorbuster/units/ap-south", "add", "ap-south", "--geo", "AS");
        keep("units/ap-south/postgres/data/PG_VERSION");
        refused(".doorbuster/secrets/ap-south.properties, are gone", "add", "ap-south", "--geo", "AS");
        assertThat(checkout.resolve("regions/ap-south.yaml")).doesNotExist();
        assertThat(checkout.resolve(".doorbuster/units/ap-south/postgres/data/PG_VERSION"))
                .exists();
    }

    @Test
    void an_add_of_kept_data_that_cannot_be_leaves_them_as_they_were() throws Exception {
        keep("units/ap-south/postgres/data/PG_VERSION", "secrets/ap-south.properties");
        refused("EU is claimed by eu-west", "add", "ap-south", "--geo", "AS,EU");
        assertThat(checkout.resolve(".doorbuster/units/ap-south/postgres/data/PG_VERSION"))
                .exists();
        assertThat(checkout.resolve(".doorbuster/secrets/ap-south.properties")).exists();
        assertThat(checkout.resolve(".doorbuster/units/ap-south/halfway")).doesNotExist();
    }

    /// Files below `.doorbuster`, as `remove --keep-data` leaves them.
    private void keep(String... files) throws IOException {
        for (String file : files) {
            Path path = checkout.resolve(".doorbuster").resolve(file);
            Files.createDirectories(path.resolveSibling("."));
            Files.writeString(path, "");
        }
    }

    private void refused(String why, String... words) throws IOException, InterruptedException {
        Said said = run(words);
        assertThat(said.exit()).as(said.toString()).isEqualTo(1);
        assertThat(said.err()).startsWith("doorbuster: ").contains(why).hasLineCount(1);
        assertThat(said.out()).isEmpty();
    }

    private Said run(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "doorbuster.infra.Main",
                "region"));
        all.addAll(List.of(words));
        Path err = checkout.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(all).redirectError(err.toFile());
        builder.environment().put("DOORBUSTER_HOME", checkout.toString());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), out, Files.readString(err));
    }
}
