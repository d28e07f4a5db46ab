package doorbuster.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class RedisClusterIT {
    private static final String KEY = "{sale:0}:st";

    @Test
    void a_new_cluster_is_whole_and_refuses_to_evict() throws IOException {
        try (RedisCluster cluster = RedisCluster.ephemeral()) {
            assertThat(cluster.isHealthy()).isTrue();
            assertThat(cluster.primaries()).hasSize(3);
            assertThat(cluster.seeds()).hasSize(6);
            RedisNode node = cluster.node(0);
            assertThat(node.ask("CONFIG", "GET", "maxmemory-policy")).contains("noeviction");
            assertThat(node.ask("CONFIG", "GET", "appendfsync")).contains("everysec");
        }
    }

    @Test
    void a_replica_takes_over_when_its_primary_is_killed_and_the_dead_one_comes_back_as_its_copy() throws IOException {
        try (RedisCluster cluster = RedisCluster.ephemeral()) {
            RedisNode old = cluster.primaryOf(KEY);
            old.ask("SET", KEY, "1");
            old.ask("WAIT", "1", "1000");
            old.kill();
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> cluster.primaries().size() == 3);
            assertThat(cluster.primaryOf(KEY)).isNotSameAs(old);
            assertThat(cluster.primaryOf(KEY).ask("GET", KEY)).isEqualTo("1");
            old.restart();
            cluster.awaitHealthy(Duration.ofSeconds(15));
            assertThat(old.ask("INFO", "replication")).contains("role:slave");
        }
    }

    @Test
    void data_and_roles_are_found_again_after_a_stop(@TempDir Path folder) throws IOException {
        RedisSettings settings;
        try (RedisCluster first = RedisCluster.start(RedisSettings.in(folder).password("s3cret"))) {
            first.primaryOf(KEY).ask("SET", KEY, "kept");
            settings = first.settings();
        }
        try (RedisCluster second = RedisCluster.start(settings)) {
            assertThat(second.primaryOf(KEY).ask("GET", KEY)).isEqualTo("kept");
        }
    }

    @Test
    void kept_data_on_another_address_and_other_ports_find_each_other_there_and_not_at_their_old_sockets(
            @TempDir Path folder) throws IOException {
        RedisSettings old;
        try (RedisCluster first = RedisCluster.start(RedisSettings.in(folder).password("s3cret"))) {
            first.primaryOf(KEY).ask("SET", KEY, "kept");
            first.node(0).kill();
            await().atMost(Duration.ofSeconds(15)).until(() -> first.primaries().size() == 3);
            old = first.settings();
        }
        String address = "127.0.0.2";
        List<Integer> ports = FreePorts.withBus(address, RedisCluster.NODES).reversed();
        try (RedisCluster second = RedisCluster.start(old.at(address, ports))) {
            assertThat(second.primaryOf(KEY).ask("GET", KEY)).isEqualTo("kept");
            for (RedisNode node : second.nodes()) {
                assertThat(node.ask("CLUSTER", "NODES").lines())
                        .hasSize(RedisCluster.NODES)
                        .allMatch(line -> line.contains(" " + address + ":"));
            }
        }
    }

    @Test
    void a_wiped_primary_that_is_back_before_its_failover_is_empty() throws IOException {
        try (RedisCluster cluster = RedisCluster.ephemeral()) {
            RedisNode primary = cluster.primaryOf(KEY);
            primary.ask("SET", KEY, "1");
            primary.kill();
            primary.wipe();
            primary.restart();
            assertThat(primary.ask("DBSIZE")).isEqualTo("0");
        }
    }

    @Test
    void a_taken_port_is_one_clear_line_and_leaves_no_process(@TempDir Path folder) {
        try (RedisCluster first = RedisCluster.ephemeral()) {
            RedisSettings same = RedisSettings.in(folder)
                    .at("127.0.0.1", first.settings().ports().reversed());
            first.node(5).kill();
            long before = children();
            assertThatThrownBy(() -> RedisCluster.start(same))
                    .isInstanceOf(StartFailed.class)
                    .hasMessageContaining(":" + first.node(4).port() + ", which is taken by another process");
            assertThat(children()).isEqualTo(before);
        }
    }

    private static long children() {
        try (Stream<ProcessHandle> all = ProcessHandle.current().children()) {
            return all.count();
        }
    }
}
