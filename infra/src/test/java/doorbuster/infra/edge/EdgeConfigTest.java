package doorbuster.infra.edge;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgeConfigTest {
    private final Region region =
            Regions.read(Path.of("../regions")).named("eu-west").orElseThrow();

    @Test
    void the_edge_listens_where_buyers_come_and_asks_the_nodes_on_their_admin_socket() {
        assertThat(EdgeConfig.render(region))
                .contains("bind 127.0.0.11:8080")
                .contains("server eu-west-1 127.0.0.11:8181 addr 127.0.0.11 port 9090")
                .contains("http-check send meth GET uri /observe/health/ready ver HTTP/1.1")
                .doesNotContain("${");
    }

    @Test
    void slow_and_oversized_requests_are_answered_by_the_edge_as_problems_of_this_region() {
        assertThat(EdgeConfig.render(region))
                .contains("timeout http-request 3s", "option http-buffer-request", "timeout queue 2s")
                .contains("deny_status 413 if { req.body_size gt 4096 }")
                .contains("http-error status 413 content-type application/problem+json")
                .contains("\"code\":\"too-large\",\"region\":\"eu-west\"")
                .contains("hdr X-Region eu-west");
    }

    @Test
    void the_same_region_always_gives_the_same_text() {
        assertThat(EdgeConfig.render(region)).isEqualTo(EdgeConfig.render(region));
    }

    /// Only on machines that have the edge: what it says about the file is the proof.
    @Test
    void haproxy_takes_the_file_where_it_is_installed(@TempDir Path folder) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("edge.cfg"), EdgeConfig.render(region));
        Optional<Path> haproxy = Edge.program();
        if (haproxy.isPresent()) {
            Process check = new ProcessBuilder(List.of(haproxy.get().toString(), "-c", "-f", file.toString()))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(check.waitFor()).as(said).isZero();
            assertThat(said).doesNotContain("WARNING");
        }
    }
}
