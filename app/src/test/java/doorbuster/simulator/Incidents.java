package doorbuster.simulator;

import java.util.List;
import java.util.random.RandomGenerator;

/// What befalls a world, and when: drawn from its seed, over before it is healed.
final class Incidents {
    static final long OVER_MILLIS = 4_500;
    private static final long FIRST_MILLIS = 300;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int UNHEARD = 600;
    private static final List<Mishap> ALONE = List.of(
            Mishap.FAILED_OVER,
            Mishap.RESTARTED,
            Mishap.EMPTIED,
            Mishap.ALL_EMPTIED,
            Mishap.NODE_KILLED,
            Mishap.NODE_CUT_OFF,
            Mishap.POSTGRES_AWAY);
    private static final List<Mishap> AMONG_OTHERS = List.of(
            Mishap.FAILED_OVER,
            Mishap.FAILED_OVER,
            Mishap.FAILED_OVER_UNNOTICED,
            Mishap.RESTARTED,
            Mishap.EMPTIED,
            Mishap.ALL_EMPTIED,
            Mishap.NODE_KILLED,
            Mishap.NODE_KILLED,
            Mishap.NODE_FROZEN,
            Mishap.NODE_FROZEN,
            Mishap.NODE_LEFT,
            Mishap.NODE_CUT_OFF,
            Mishap.POSTGRES_AWAY);
    private final World world;
    private final RandomGenerator random;

    Incidents(World world) {
        this.world = world;
        random = world.random();
    }

    /// Plans one incident alone, or several in bad weather.
    void plan() {
        for (int shard = 0; shard < world.redis().primaries(); shard++) {
            world.redis().lag(shard, random.nextInt(25));
        }
        // a call that is lost on the way is no fault of its own: it comes with each of them
        boolean single = world.shape().isSingle();
        world.weather().blow(random.nextInt(3) * 35, single ? 0 : random.nextInt(50));
        switch (world.shape().theme()) {
            case SINGLE -> plan(ALONE.get(random.nextInt(ALONE.size())));
            case ANY -> several(random.nextInt(5));
            case SLOW_NODE -> slowNode();
            case ORPHANS -> {
                orphans();
                several(random.nextInt(2));
            }
            case LANES -> lanes();
            case BUSY_LANES -> calm(25 + random.nextInt(20));
            case UNHEARD -> unheard();
            case SOLD_ANEW -> new Standstill(world, this).soldAnew();
            case STUCK_READER -> new Standstill(world, this).reader();
            case STUCK_BUYER -> new Standstill(world, this).buyer();
            case STUCK_QUESTION -> new Standstill(world, this).question();
            case STUCK_TRANSFER -> new Standstill(world, this).transfer();
            case STUCK_RECOVERY -> new Standstill(world, this).recovery();
        }
    }

    private void several(int many) {
        for (int i = 0; i < many; i++) {
            plan(AMONG_OTHERS.get(random.nextInt(AMONG_OTHERS.size())));
        }
    }

    private void calm(int slow) {
        world.weather().blow(0, 0);
        world.weather().slow(slow);
    }

    private void unheard() {
        calm(random.nextInt(20));
        world.weather().poor(random.nextBoolean() ? "reserve" : "ack", Weather.Fate.LOST, UNHEARD);
        if (random.nextBoolean()) {
            plan(ALONE.get(random.nextInt(ALONE.size())));
        }
    }

    private void lanes() {
        world.weather().slow(20);
        for (int i = 0; i < 5; i++) {
            plan(random.nextInt(4) == 0 ? Mishap.FAILED_OVER : Mishap.RESTARTED);
        }
        int place = random.nextInt(world.nodes().size());
        world.loom().later(FIRST_MILLIS + random.nextInt(2_000), () -> freeze(place, 1_200 + random.nextInt(1_500)));
    }

    /// Everything works again, and every node is there.
    void heal() {
        world.weather().calm();
        world.redis().heal();
        for (int i = 0; i < world.nodes().size(); i++) {
            world.nodes().get(i).freeze(0);
            if (!world.nodes().get(i).isAlive()) {
                world.replace(i);
            }
        }
    }

    private void plan(Mishap mishap) {
        world.loom().later(FIRST_MILLIS + random.nextInt((int) (OVER_MILLIS - FIRST_MILLIS)), () -> strike(mishap));
    }

    /// A node stands still and Redis is lost: what the node holds is handed in too late, unless
    /// Redis is lost again when it is back.
    private void slowNode() {
        world.weather().slow(random.nextInt(20));
        int at = (int) FIRST_MILLIS + 500 + random.nextInt(800);
        int place = random.nextInt(world.nodes().size());
        int stands = 1_600 + random.nextInt(800);
        world.loom().later(at, () -> freeze(place, stands));
        world.loom().later(at + 100, () -> strike(Mishap.ALL_EMPTIED));
        if (random.nextBoolean()) {
            world.loom().later(at + stands - 150 + random.nextInt(300), () -> strike(Mishap.ALL_EMPTIED));
        }
    }

    /// A node dies, and Redis is rolled back right after: what the node had accepted is in the streams alone.
    private void orphans() {
        int at = (int) FIRST_MILLIS + 400 + random.nextInt(2_000);
        world.weather().slow(random.nextInt(20));
        world.loom().later(at, () -> strike(Mishap.NODE_KILLED));
        world.loom()
                .later(
                        at + random.nextInt(400),
                        () -> strike(random.nextBoolean() ? Mishap.RESTARTED : Mishap.FAILED_OVER));
    }

    void freeze(int place, long millis) {
        world.nodes().get(place).freeze(world.loom().nanos() + millis * NANOS_PER_MILLI);
        world.weather().count(Mishap.NODE_FROZEN);
    }

    /// Every node dies but one.
    void killAllBut(String survivor) {
        for (int place = 0; place < world.nodes().size(); place++) {
            if (!world.nodes().get(place).incarnation().equals(survivor)) {
                world.weather().count(Mishap.NODE_KILLED);
                kill(place);
            }
        }
    }

    /// Every replica is promoted as it stands: what was on its way is lost.
    void failOver() {
        for (int shard = 0; shard < world.redis().primaries(); shard++) {
            world.weather().count(Mishap.FAILED_OVER);
            world.redis().failover(shard, 0);
        }
    }

    void strike(Mishap mishap) {
        int shard = random.nextInt(world.redis().primaries());
        int place = random.nextInt(world.nodes().size());
        int arrived = random.nextInt(world.redis().behind(shard) + 1);
        if (mishap != Mishap.POSTGRES_AWAY && mishap != Mishap.NODE_FROZEN && mishap != Mishap.NODE_CUT_OFF) {
            world.weather().count(mishap);
        }
        switch (mishap) {
            case FAILED_OVER -> world.redis().failover(shard, arrived);
            case FAILED_OVER_UNNOTICED -> unnoticed(shard, arrived);
            case RESTARTED -> world.redis().restart(shard);
            case EMPTIED -> world.redis().lose(shard);
            case ALL_EMPTIED -> {
                for (int i = 0; i < world.redis().primaries(); i++) {
                    world.redis().lose(i);
                }
            }
            case NODE_KILLED -> kill(place);
            case NODE_FROZEN -> freeze(place, 200 + random.nextInt(2_500));
            case NODE_LEFT -> leave(place);
            case NODE_CUT_OFF -> cutOff(world.nodes().get(place).incarnation(), 500 + random.nextInt(3_000));
            case POSTGRES_AWAY -> {
                world.weather()
                        .postgresAwayUntil(world.loom().nanos() + random.nextInt(1_500) * (long) NANOS_PER_MILLI);
                world.memory().disconnectedAll();
            }
            case CALL_REFUSED,
                    CALL_LOST,
                    REPLY_LOST,
                    CALL_LATE,
                    CALL_TWICE,
                    ROLLED_BACK,
                    COMMIT_UNKNOWN,
                    THREAD_STUCK -> throw new IllegalStateException("the weather brings " + mishap);
        }
    }

    void cutOff(String client, long millis) {
        world.weather().cutOffUntil(client, world.loom().nanos() + millis * NANOS_PER_MILLI);
        world.memory().disconnected(client);
    }

    private void unnoticed(int shard, int arrived) {
        List<String> some = world.nodes().stream()
                .filter(_ -> random.nextBoolean())
                .map(SimNode::incarnation)
                .toList();
        world.redis().failoverUnnoticed(shard, arrived, some);
        world.loom().later(200 + random.nextInt(1_500), world.redis()::noticed);
    }

    private void kill(int place) {
        world.nodes().get(place).die();
        world.memory().disconnected(world.nodes().get(place).incarnation());
        world.loom().later(100 + random.nextInt(1_500), () -> {
            if (!world.nodes().get(place).isAlive() && !world.isEnding()) {
                world.replace(place);
            }
        });
    }

    private void leave(int place) {
        SimNode node = world.nodes().get(place);
        world.loom().start(() -> {
            try {
                node.leave();
                kill(place);
            } catch (RuntimeException | Loom.Crashed _) {
                // it goes without a word, or goes on
            }
        });
    }
}
