package doorbuster.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scripts that the pods of Redis run, on six real nodes.
@Tag("kubernetes")
@Tag("long")
class RedisFormIT {
    private static final Path SCRIPTS = Path.of("kubernetes/base/redis");
    private static final String PASSWORD = "0123abcd";

    private final RedisSettings settings;
    private final List<RedisNode> nodes = new ArrayList<>();
    private final Path folder;

    RedisFormIT(@TempDir Path folder) {
        this.folder = folder;
        this.settings = RedisSettings.in(folder)
                .at("127.0.0.1", FreePorts.withBus("127.0.0.1", RedisCluster.NODES))
                .password(PASSWORD);
    }

    @BeforeEach
    void sixNodesThatKnowNobody() {
        for (int port : settings.ports()) {
            nodes.add(launch(port));
        }
        nodes.forEach(RedisNode::awaitAnswer);
    }

    @AfterEach
    void endAll() {
        nodes.forEach(RedisNode::kill);
    }

    @Test
    void six_nodes_become_one_cluster_and_a_second_run_changes_nothing() throws IOException, InterruptedException {
        assertThat(run("form.sh", 0)).contains("6 nodes form a cluster");
        assertThat(formation().isWhole()).isTrue();
        assertThat(formation().primaries()).hasSize(3);
        formation().primaryOf("kept").ask("SET", "kept", "yes");
        String before = roles();
        assertThat(run("form.sh", 0)).contains("6 nodes form a cluster");
        assertThat(roles()).isEqualTo(before);
        assertThat(formation().primaryOf("kept").ask("GET", "kept")).isEqualTo("yes");
    }

    @Test
    void a_run_that_broke_off_is_finished_by_the_next() throws IOException, InterruptedException {
        nodes.getFirst()
                .ask(
                        "CLUSTER",
                        "MEET",
                        nodes.get(1).address(),
                        Integer.toString(nodes.get(1).port()));
        nodes.getFirst().ask("CLUSTER", "ADDSLOTSRANGE", "0", "5460");
        run("form.sh", 0);
        formation().awaitWhole(Duration.ofSeconds(20));
        assertThat(formation().primaries()).hasSize(3);
    }

    @Test
    void a_node_that_comes_back_empty_becomes_a_copy_again() throws IOException, InterruptedException {
        run("form.sh", 0);
        RedisNode lost = nodes.get(4);
        lost.kill();
        Folders.delete(folder.resolve("node-" + lost.port()));
        nodes.set(4, launch(lost.port()));
        nodes.get(4).awaitAnswer();
        run("form.sh", 0);
        formation().awaitWhole(Duration.ofSeconds(20));
        assertThat(nodes.get(4).ask("INFO", "replication")).contains("role:slave");
    }

    @Test
    void a_primary_hands_over_before_it_leaves_and_is_ready_as_a_copy() throws IOException, InterruptedException {
        run("form.sh", 0);
        RedisNode leaving = nodes.getFirst();
        run("ready.sh", leaving.port());
        run("leave.sh", leaving.port());
        assertThat(leaving.ask("INFO", "replication")).contains("role:slave");
        await().atMost(Duration.ofSeconds(15)).until(() -> formation().isWhole());
        run("ready.sh", leaving.port());
    }

    private RedisNode launch(int port) {
        return RedisNode.launch(settings, port, folder.resolve("node-" + port));
    }

    private ClusterFormation formation() {
        return new ClusterFormation(settings, nodes);
    }

    private String roles() throws IOException {
        List<String> roles = new ArrayList<>();
        for (RedisNode node : nodes) {
            roles.add(node.ask("ROLE").lines().findFirst().orElse("") + node.ask("CLUSTER", "MYID"));
        }
        return roles.toString();
    }

    /// @param port of the node whose pod runs the script; 0 for none
    private String run(String script, int port) throws IOException, InterruptedException {
        assertThat(Programs.find("redis-cli")).as("redis-cli is missing").isPresent();
        Path here = Files.createDirectories(folder.resolve("bin"));
        String cli = Programs.find("redis-cli").orElseThrow().toString();
        Path ours = here.resolve("redis-cli");
        // in a pod `redis-cli` means the pod's own node
        Files.writeString(
                ours,
                "#!/bin/sh\ncase $1 in -h) exec " + cli + " \"$@\" ;; *) exec " + cli + " -p " + port
                        + " \"$@\" ;; esac\n");
        assertThat(ours.toFile().setExecutable(true)).isTrue();
        ProcessBuilder builder =
                new ProcessBuilder("sh", SCRIPTS.resolve(script).toString()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "NODES",
                        settings.ports().stream().map(one -> "127.0.0.1:" + one).collect(Collectors.joining(" ")),
                        "REDISCLI_AUTH",
                        PASSWORD,
                        "PATIENCE",
                        "30",
                        "PATH",
                        here + ":" + System.getenv("PATH")));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(script + " says: " + said).isZero();
        return said;
    }
}
