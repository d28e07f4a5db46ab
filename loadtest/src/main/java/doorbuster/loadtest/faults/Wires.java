package doorbuster.loadtest.faults;

import doorbuster.infra.fleet.Databases;
import doorbuster.infra.local.PostgresServer;
import doorbuster.infra.local.RedisCluster;
import doorbuster.infra.local.RedisNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All networks of a unit: between its app nodes and each of its stores. The Redis nodes announce the wires' ports, so
/// that a cluster client never learns of the real ones; their own bus stays direct.
final class Wires implements AutoCloseable {
    /// A sale gets one lane per so many units: small sales of one lane and of several are played in turn.
    static final int LANE_STOCK = 150;

    private final Wire postgres;
    private final Map<RedisNode, Wire> redis = new LinkedHashMap<>();

    private Wires(int postgresPort) {
        postgres = Wire.before(postgresPort);
    }

    static Wires before(PostgresServer server, RedisCluster cluster) throws IOException {
        Wires wires = new Wires(server.port());
        for (RedisNode node : cluster.nodes()) {
            wires.redis.put(node, Wire.before(node.port()));
        }
        wires.announce();
        return wires;
    }

    /// Tells every node its port; a node forgets it when it is started again.
    void announce() throws IOException {
        for (Map.Entry<RedisNode, Wire> one : redis.entrySet()) {
            if (one.getKey().isAlive()) {
                one.getKey()
                        .ask(
                                "CONFIG",
                                "SET",
                                "cluster-announce-port",
                                Integer.toString(one.getValue().port()));
            }
        }
    }

    /// The settings of an app node that goes through the wires. What only makes it wait is shorter than by default: a
    /// dead reader's lane is taken over, and a node in good order ends, as soon as the other settings allow.
    Map<String, Object> settings() {
        List<String> seeds =
                redis.values().stream().map(wire -> "127.0.0.1:" + wire.port()).toList();
        return Map.of(
                "postgres.url",
                "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + Databases.NAME,
                "book.lane-stock",
                LANE_STOCK,
                "settle.lease-ms",
                4_500,
                "unit.shutdown-grace-ms",
                500,
                "redis.seeds",
                seeds);
    }

    void redis(Wire.Weather weather) {
        redis.values().forEach(wire -> wire.turn(weather));
    }

    void postgres(Wire.Weather weather) {
        postgres.turn(weather);
    }

    @Override
    public void close() {
        postgres.close();
        redis.values().forEach(Wire::close);
    }
}
