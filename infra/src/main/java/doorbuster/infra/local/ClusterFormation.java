package doorbuster.infra.local;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Makes one cluster of six single nodes, and tells whether it is whole.
final class ClusterFormation {
    private static final int SLOTS = 16_384;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(25);

    private final RedisSettings settings;
    private final List<RedisNode> nodes;

    ClusterFormation(RedisSettings settings, List<RedisNode> nodes) {
        this.settings = settings;
        this.nodes = nodes;
    }

    /// Forms the cluster unless the nodes remember it from their kept data, and waits until it is whole.
    void form(Duration patience) {
        try {
            if (nodes.getFirst().ask("CLUSTER", "INFO").contains("cluster_known_nodes:1\r")) {
                introduce();
                assignSlots();
                attachReplicas(System.nanoTime() + patience.toNanos());
            }
        } catch (IOException e) {
            throw new StartFailed(settings.name() + " cannot be formed into a cluster: " + e.getMessage(), e);
        }
        awaitWhole(patience);
    }

    /// Everybody meets everybody: gossip would get there too, but a second later.
    private void introduce() throws IOException {
        for (int i = 0; i < nodes.size(); i++) {
            nodes.get(i).ask("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
            for (int j = 0; j < i; j++) {
                RedisNode other = nodes.get(j);
                nodes.get(i).ask("CLUSTER", "MEET", other.address(), Integer.toString(other.port()));
            }
        }
    }

    private void assignSlots() throws IOException {
        for (int i = 0; i < RedisCluster.PRIMARIES; i++) {
            Stream<String> slots = IntStream.range(
                            SLOTS * i / RedisCluster.PRIMARIES, SLOTS * (i + 1) / RedisCluster.PRIMARIES)
                    .mapToObj(Integer::toString);
            nodes.get(i)
                    .ask(Stream.concat(Stream.of("CLUSTER", "ADDSLOTS"), slots).toArray(String[]::new));
        }
    }

    private void attachReplicas(long deadline) throws IOException {
        for (int i = RedisCluster.PRIMARIES; i < nodes.size(); i++) {
            RedisNode replica = nodes.get(i);
            String primary = nodes.get(i - RedisCluster.PRIMARIES).ask("CLUSTER", "MYID");
            while (!replica.ask("CLUSTER", "NODES").contains(primary)) {
                giveUpAfter(deadline, "nodes do not find each other");
                Pause.of(LOOK_AGAIN);
            }
            replica.ask("CLUSTER", "REPLICATE", primary);
        }
    }

    void awaitWhole(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isWhole()) {
            for (RedisNode node : nodes) {
                if (!node.isAlive()) {
                    throw new StartFailed(
                            node.process().name() + " ended: " + node.process().lastWords());
                }
            }
            giveUpAfter(deadline, "the cluster is not whole after " + patience.toSeconds() + " s");
            Pause.of(LOOK_AGAIN);
        }
    }

    boolean isWhole() {
        return nodes.stream().allMatch(this::seesWholeCluster);
    }

    private boolean seesWholeCluster(RedisNode node) {
        if (!node.isAlive()) {
            return false;
        }
        try (Resp connection = new Resp(node.address(), node.port(), settings.password())) {
            String info = connection.ask("CLUSTER", "INFO");
            String replication = connection.ask("INFO", "replication");
            boolean copied = replication.contains("role:master")
                    ? replication.contains("state=online")
                    : replication.contains("master_link_status:up");
            return info.contains("cluster_state:ok")
                    && info.contains("cluster_slots_ok:" + SLOTS)
                    && info.contains("cluster_size:" + RedisCluster.PRIMARIES)
                    && copied;
        } catch (IOException e) {
            return false;
        }
    }

    List<RedisNode> primaries() {
        return nodes.stream().filter(node -> servesSlots(node, "")).toList();
    }

    RedisNode primaryOf(String key) {
        return nodes.stream()
                .filter(node -> servesSlots(node, key))
                .findFirst()
                .orElseThrow(() -> new StartFailed(settings.name() + ": no node serves the key " + key));
    }

    /// Asks the node itself, so that a node which has been replaced without knowing it may still say yes.
    private static boolean servesSlots(RedisNode node, String key) {
        if (!node.isAlive()) {
            return false;
        }
        try {
            String myself = node.ask("CLUSTER", "NODES")
                    .lines()
                    .filter(line -> line.contains("myself,master"))
                    .findFirst()
                    .orElse("");
            String[] fields = myself.split(" ", -1);
            if (fields.length <= 8) {
                return false;
            }
            int slot = key.isEmpty() ? -1 : Integer.parseInt(node.ask("CLUSTER", "KEYSLOT", key));
            return slot < 0
                    || Arrays.stream(fields, 8, fields.length)
                            .filter(range -> !range.startsWith("["))
                            .anyMatch(range -> covers(range, slot));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean covers(String range, int slot) {
        String[] ends = range.split("-", -1);
        return Integer.parseInt(ends[0]) <= slot && slot <= Integer.parseInt(ends[ends.length - 1]);
    }

    private void giveUpAfter(long deadline, String why) {
        if (System.nanoTime() > deadline) {
            throw new StartFailed(settings.name() + ": " + why);
        }
    }
}
