package doorbuster.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchdogIT {
    /// Starts servers, says their pids, and waits to be killed.
    static final class Launcher {
        private Launcher() {}

        public static void main(String[] args) throws IOException {
            PostgresServer postgres = PostgresServer.start(PostgresSettings.in(Path.of(args[0])));
            RedisCluster redis = RedisCluster.start(RedisSettings.in(Path.of(args[1])));
            System.out.println(postgres.pid());
            redis.nodes().forEach(node -> System.out.println(node.pid()));
            System.out.println("end");
            System.in.read();
        }
    }

    @Test
    void servers_end_when_the_jvm_that_started_them_is_killed(@TempDir Path folder) throws IOException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Launcher.class.getName(),
                        folder.resolve("postgres").toString(),
                        folder.resolve("redis").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<Long> servers = Stream.of(jvm.inputReader(StandardCharsets.US_ASCII))
                .flatMap(reader -> reader.lines().takeWhile(line -> !line.equals("end")))
                .map(Long::valueOf)
                .toList();
        assertThat(servers).hasSize(7).allMatch(pid -> ProcessHandle.of(pid).isPresent());
        jvm.destroyForcibly();
        await().atMost(Duration.ofSeconds(15))
                .until(() -> servers.stream()
                        .noneMatch(pid -> ProcessHandle.of(pid)
                                .filter(ProcessHandle::isAlive)
                                .isPresent()));
    }
}
