package doorbuster.loadtest.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import doorbuster.infra.fleet.FleetState;
import doorbuster.infra.local.Signals;
import doorbuster.loadtest.catalog.WholeFleet;
import doorbuster.loadtest.catalog.WholeFleet.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A unit in a network namespace of its own: nothing outside of it can be reached, and the kernel, not a test's
/// stand-in, sees to that.
@Tag("dns")
final class IsolationIT {
    private final String namespace = "doorbuster-" + ProcessHandle.current().pid();

    @BeforeEach
    void cutOff() throws IOException, InterruptedException {
        ip("netns", "add", namespace);
        ip("-n", namespace, "link", "set", "lo", "up");
    }

    @AfterEach
    void joinAgain() throws IOException, InterruptedException {
        ip("netns", "delete", namespace);
    }

    @Test
    void a_unit_cut_off_from_everything_sells_on_while_the_catalogs_origin_is_dead(@TempDir Path folder)
            throws Exception {
        List<String> inside = List.of("ip", "netns", "exec", namespace);
        try (WholeFleet fleet = WholeFleet.within(inside, folder, "--region", "us-east", "--no-restart")) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> fleet.run("catalog", "audit", "--region", "us-east")
                            .out()
                            .contains(" rows are what version 1 says"));
            Signals.send(
                    "KILL",
                    fleet.state().origin().processes().stream()
                            .map(process -> process.running().pid())
                            .toList());
            await().until(() -> fleet.state().origin().processes().stream()
                    .map(FleetState.Member::running)
                    .noneMatch(process -> process.handle().isPresent()));
            assertThat(interfaces(inside)).as("nothing but loopback").hasSize(1);

            String said = output(fleet.load(List.of(
                    "load",
                    "--region",
                    "us-east",
                    "--stock",
                    "200",
                    "--buyers",
                    "400",
                    "--attempts",
                    "2",
                    "--seconds",
                    "60")));
            assertThat(said).contains("units confirmed 200 of 200", "every promise was kept");
            Said proof = fleet.run("region", "verify", "us-east");
            assertThat(proof.exit()).as(proof.toString()).isZero();
            assertThat(proof.out()).contains("the origin is away", "none leads to another unit");
        }
    }

    private static List<String> interfaces(List<String> inside) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(inside);
        words.addAll(List.of("ip", "-o", "link"));
        return output(new ProcessBuilder(words)).lines().toList();
    }

    private static void ip(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("ip"));
        all.addAll(List.of(words));
        assertThat(output(new ProcessBuilder(all))).isEmpty();
    }

    /// All that a command says; it must end well.
    private static String output(ProcessBuilder command) throws IOException, InterruptedException {
        Process process = command.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
