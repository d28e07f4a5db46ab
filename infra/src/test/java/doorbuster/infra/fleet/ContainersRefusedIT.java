package doorbuster.infra.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `--backing containers` says where it cannot work; needs no Docker.
class ContainersRefusedIT {
    private final TryFleet fleet;
    private final Path folder;

    ContainersRefusedIT(@TempDir Path checkout) throws IOException {
        folder = checkout;
        fleet = new TryFleet(checkout).with("DOORBUSTER_BACKING", "");
    }

    @AfterEach
    void nothingRuns() {
        assertThat(fleet.isSilent()).isTrue();
        assertThat(folder.resolve(".doorbuster/units")).doesNotExist();
    }

    @Test
    void a_missing_daemon_is_one_clear_line() throws IOException, InterruptedException {
        String nowhere = "unix://" + folder.resolve("docker.sock");
        TryFleet.Said said = fleet.with("DOCKER_HOST", nowhere).run("up", "--backing", "containers");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err())
                .isEqualTo("doorbuster: containers need a Docker daemon that this user may use, and none answers at "
                        + nowhere
                        + ": start it (Debian: apt-get install docker.io), or leave out --backing containers\n");
        TryFleet.Said detached = fleet.run("up", "--backing", "containers", "--detach");
        assertThat(detached.exit()).isEqualTo(1);
        assertThat(detached.err()).isEqualTo(said.err());
    }

    @Test
    void the_doctor_says_what_containers_lack() throws IOException, InterruptedException {
        fleet.with("DOCKER_HOST", "unix://" + folder.resolve("docker.sock"));
        TryFleet.Said said = fleet.run("doctor", "--backing", "containers");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).containsPattern("MISSING +Docker +containers need a Docker daemon");
        assertThat(fleet.run("doctor").out()).doesNotContain("Docker");
    }

    @Test
    void an_image_that_is_not_here_and_cannot_be_fetched_is_one_clear_line() throws IOException, InterruptedException {
        HttpServer daemon = withoutImages();
        try {
            TryFleet.Said said = fleet.with(
                            "DOCKER_HOST",
                            "tcp://127.0.0.1:" + daemon.getAddress().getPort())
                    .with("DOORBUSTER_POSTGRES_IMAGE", "nowhere.example/postgres:18")
                    .run("up", "--backing", "containers");
            assertThat(said.exit()).isEqualTo(1);
            assertThat(said.out()).contains("fetching the image nowhere.example/postgres:18 …");
            assertThat(said.err())
                    .isEqualTo("doorbuster: the image nowhere.example/postgres:18 is not here and cannot be fetched"
                            + " (no such host: nowhere.example): docker pull nowhere.example/postgres:18, or name"
                            + " another with DOORBUSTER_POSTGRES_IMAGE\n");
        } finally {
            daemon.stop(0);
        }
    }

    @Test
    void a_word_or_an_image_that_is_none_is_one_clear_line() throws IOException, InterruptedException {
        TryFleet.Said word = fleet.run("up", "--backing", "podman");
        assertThat(word.exit()).isEqualTo(1);
        assertThat(word.err()).isEqualTo("doorbuster: --backing is processes or containers, not podman\n");
        TryFleet.Said image = fleet.with("DOORBUSTER_REDIS_IMAGE", "Redis").run("up", "--backing", "containers");
        assertThat(image.err()).isEqualTo("doorbuster: DOORBUSTER_REDIS_IMAGE is not the name of an image: Redis\n");
    }

    /// A daemon that answers, has no image and finds no registry.
    private static HttpServer withoutImages() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath().replaceFirst("^/v[0-9.]+", "");
            switch (path) {
                case "/_ping" -> answer(exchange, 200, "OK");
                case "/info" -> answer(exchange, 200, "{\"OSType\":\"linux\",\"MemTotal\":1073741824}");
                case "/version" -> answer(exchange, 200, "{\"Version\":\"20.10.24\",\"ApiVersion\":\"1.41\"}");
                case "/images/create" -> answer(exchange, 500, "{\"message\":\"no such host: nowhere.example\"}");
                default -> answer(exchange, 404, "{\"message\":\"no such image\"}");
            }
        });
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
