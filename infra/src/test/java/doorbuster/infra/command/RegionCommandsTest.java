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
        Said said = run(words.split(" ", -1));
        assertThat(said.exit()).as(said.toString()).isEqualTo(1);
        assertThat(said.err()).startsWith("doorbuster: ").contains(why).hasLineCount(1);
        assertThat(said.out()).isEmpty();
    }

    @Test
    void the_last_region_is_not_removed() throws Exception {
        Files.delete(checkout.resolve("regions/us-east.yaml"));
        Said said = run("remove", "eu-west", "--force");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).startsWith("doorbuster: eu-west is the last region");
        assertThat(checkout.resolve("regions/eu-west.yaml")).exists();
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
