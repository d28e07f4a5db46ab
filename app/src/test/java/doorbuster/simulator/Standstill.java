package doorbuster.simulator;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Plots in which one thread stands still at the step where it may do the most harm, while a fault strikes and the
/// others go on.
final class Standstill {
    private static final List<Mishap> LOSSES =
            List.of(Mishap.RESTARTED, Mishap.RESTARTED, Mishap.FAILED_OVER, Mishap.ALL_EMPTIED);
    private static final List<String> RECOVERING =
            List.of("snapshot-isolation", "snapshot-isolation", "stage", "entries", "quiesce", "open", "raise-epoch");
    private static final int REBUILDS_UNHEARD = 700;
    private final World world;
    private final Incidents incidents;
    private final RandomGenerator random;

    Standstill(World world, Incidents incidents) {
        this.world = world;
        this.incidents = incidents;
        random = world.random();
    }

    /// The entries that were read are lost with the node that had accepted them, and committed by a reader that has
    /// not heard of it.
    void reader() {
        lag();
        after("read", 3, 1_800, client -> {
            incidents.killAllBut(client);
            incidents.failOver();
        });
    }

    /// What was taken is lost before it is told.
    void buyer() {
        lag();
        after("reserve", 4, 1_500, _ -> incidents.failOver());
    }

    /// The sale is recovered, and the order taken, before the "no" is durable.
    void question() {
        lag();
        after("mark", 4, 1_500, _ -> lose());
    }

    /// Every lane is counted anew while units are on their way.
    void transfer() {
        after("give", 3, 1_200, _ -> lose());
    }

    /// The recovery after the death of a node stands still somewhere, or hears nothing of its rebuild.
    void recovery() {
        int at = 1_000 + random.nextInt(2_000);
        if (random.nextInt(3) > 0) {
            world.loom().later(at, () -> incidents.strike(Mishap.NODE_KILLED));
        }
        world.loom().later(at + random.nextInt(400), () -> {
            if (random.nextInt(3) == 0) {
                world.weather().poor("rebuild", Weather.Fate.REPLY_LOST, REBUILDS_UNHEARD);
            } else {
                after(RECOVERING.get(random.nextInt(RECOVERING.size())), 1, 300, _ -> {});
            }
            lose();
        });
    }

    /// A node stands still with what it holds; Redis is lost, and the other opens the sale again and sells the
    /// same units, without being able to settle. Then the first comes back and leads the next recovery.
    void soldAnew() {
        int at = 1_000 + random.nextInt(400);
        int stands = 2_800 + random.nextInt(400);
        int place = random.nextInt(world.nodes().size());
        world.loom().later(at, () -> {
            incidents.freeze(place, stands);
            world.weather().snag(new Snag(Set.of("open"), 0, 0, client -> incidents.cutOff(client, stands)));
        });
        world.loom().later(at + 50, () -> incidents.strike(Mishap.ALL_EMPTIED));
    }

    private void lose() {
        switch (LOSSES.get(random.nextInt(LOSSES.size()))) {
            case FAILED_OVER -> incidents.failOver();
            case Mishap other -> incidents.strike(other);
        }
    }

    /// The replicas are far behind.
    private void lag() {
        for (int shard = 0; shard < world.redis().primaries(); shard++) {
            world.redis().lag(shard, 30 + random.nextInt(40));
        }
    }

    /// @param among one of the first so many such steps
    /// @param least milliseconds; up to twice as long
    private void after(String step, int among, int least, Consumer<String> meanwhile) {
        world.weather().snag(new Snag(Set.of(step), random.nextInt(among), least + random.nextInt(least), meanwhile));
    }
}
