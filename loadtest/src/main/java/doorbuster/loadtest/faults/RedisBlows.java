package doorbuster.loadtest.faults;

import doorbuster.infra.local.Pause;
import doorbuster.infra.local.RedisNode;
import doorbuster.loadtest.faults.Blow.Cure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What can happen to the Redis Cluster.
final class RedisBlows {
    private RedisBlows() {}

    static Cure killPrimary(Scene scene) {
        RedisNode primary = scene.primary();
        primary.kill();
        return primary::restart;
    }

    static Cure killPair(Scene scene) throws IOException {
        RedisNode primary = scene.primary();
        RedisNode replica = scene.replicaOf(primary);
        primary.kill();
        replica.kill();
        return () -> {
            primary.restart();
            replica.restart();
        };
    }

    /// The replica stops listening; what is sold meanwhile is known to the primary alone, which then dies.
    static Cure cutLinkThenKill(Scene scene) throws IOException {
        RedisNode primary = scene.primary();
        RedisNode replica = scene.replicaOf(primary);
        replica.pause();
        try {
            primary.ask("CLIENT", "KILL", "TYPE", "replica");
            Pause.of(Duration.ofMillis(scene.millis(200, 900)));
            primary.kill();
        } finally {
            replica.resume();
        }
        return primary::restart;
    }

    static Cure freezePrimary(Scene scene) {
        RedisNode primary = scene.primary();
        primary.pause();
        return primary::resume;
    }

    /// Back before anybody noticed that it was away, and with nothing in it.
    static Cure emptyPrimary(Scene scene) {
        RedisNode primary = scene.primary();
        primary.kill();
        primary.wipe();
        primary.restart();
        return Cure.NONE;
    }

    static Cure flushAll(Scene scene) throws IOException {
        for (RedisNode primary : scene.unit().redis().primaries()) {
            primary.ask("FLUSHALL");
        }
        return Cure.NONE;
    }

    static Cure deleteFiles(Scene scene) {
        List<RedisNode> nodes = scene.unit().redis().nodes();
        nodes.forEach(RedisNode::kill);
        nodes.forEach(RedisNode::wipe);
        return () -> nodes.forEach(RedisNode::restart);
    }

    /// No primary has memory for one more byte.
    static Cure fillMemory(Scene scene) throws IOException {
        List<RedisNode> full = new ArrayList<>();
        String most = "";
        for (RedisNode primary : scene.unit().redis().primaries()) {
            most = primary.ask("CONFIG", "GET", "maxmemory")
                    .lines()
                    .skip(1)
                    .findFirst()
                    .orElse("0");
            primary.ask("CONFIG", "SET", "maxmemory", "1mb");
            full.add(primary);
        }
        String before = most;
        return () -> {
            for (RedisNode primary : full) {
                primary.ask("CONFIG", "SET", "maxmemory", before);
            }
        };
    }
}
