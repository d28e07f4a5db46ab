package doorbuster.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.book.Recovery;
import doorbuster.sale.Lane;
import doorbuster.simulator.redis.Lua;
import doorbuster.store.Reply;
import doorbuster.store.Script;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What the simulator found first (as its seed 101): a fence that a client library sends once more, after the lane it
/// was meant for was lost, closes the empty lane under the epoch of a recovery that has long been finished.
class LateFenceTest {
    private static final Script QUIESCE = Script.load(Recovery.class, "quiesce");

    @Test
    void a_lane_closed_by_a_fence_that_came_late_is_recovered() {
        Simulator.quiet();
        World world = new World(new SplittableRandom(1), Optional.empty(), Variant.NONE, new Lua());
        Simulation.create(world);
        world.nodes().forEach(SimNode::start);
        world.loom().turn(5_000);
        assertThat(world.witness().free()).isEqualTo(world.shape().stock());

        String st = new Lane(World.SALE, 0).key("st");
        String epoch = String.valueOf(world.redis().fields(st).get("epoch"));
        world.redis().lose(0);
        Reply late = world.redis().call("late", QUIESCE, List.of(st), List.of(epoch));
        assertThat(late).isEqualTo(new Reply.Done(List.of("RECOVERING", epoch)));

        world.loom().turn(5_000);
        assertThat(world.witness().free()).isEqualTo(world.shape().stock());
        world.end();
        world.loom().turn(5_000);
    }
}
