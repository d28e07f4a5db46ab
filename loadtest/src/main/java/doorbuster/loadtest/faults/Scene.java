package doorbuster.loadtest.faults;

import doorbuster.infra.local.RedisNode;
import doorbuster.infra.local.StartFailed;
import doorbuster.loadtest.reckon.Finding;
import doorbuster.loadtest.trial.AppNode;
import doorbuster.loadtest.trial.TrialUnit;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Where a fault strikes.
///
/// @param disk where PostgreSQL has its data, when that can be filled
/// @param sale the sale that is selling
/// @param lanes how many lanes it has
/// @param random seeded: the same round strikes the same part
/// @param seen where the strike notes what must never be
record Scene(
        TrialUnit unit,
        Wires wires,
        Optional<SmallDisk> disk,
        String sale,
        int lanes,
        Random random,
        List<Finding> seen) {
    private static final int BUS = 10_000;

    /// The common beginning of a lane's keys.
    String lane() {
        return "{" + sale + ":" + random.nextInt(lanes) + "}:";
    }

    /// The primary that serves a lane of the sale.
    RedisNode primary() {
        return unit.redis().primaryOf(lane() + "st");
    }

    /// Any of the app nodes.
    AppNode node() {
        return unit.nodes().get(random.nextInt(unit.nodes().size()));
    }

    /// The copy of a primary.
    RedisNode replicaOf(RedisNode primary) throws IOException {
        String id = primary.ask("CLUSTER", "MYID");
        String line = primary.ask("CLUSTER", "NODES")
                .lines()
                .filter(one -> one.contains("slave " + id))
                .findFirst()
                .orElseThrow(() -> new StartFailed("a primary has no replica"));
        int port = Integer.parseInt(line.substring(line.indexOf('@') + 1).split("[ ,]", 2)[0]) - BUS;
        return unit.redis().nodes().stream()
                .filter(node -> node.port() == port)
                .findFirst()
                .orElseThrow(() -> new StartFailed("nobody listens on " + port));
    }

    /// Between `least` and `most` milliseconds, as the seed wants it.
    int millis(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }
}
