package doorbuster.loadtest.faults;

import doorbuster.loadtest.faults.Wire.Weather;
import doorbuster.loadtest.trial.AppNode;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// What may happen to a unit while it sells.
enum Fault {
    NODE_KILLED("an app node: kill -9", 200, 1_500, Fault::killNode),
    PRIMARY_KILLED("a Redis primary: kill -9", 6_000, 7_000, RedisBlows::killPrimary),
    FLUSHALL("all Redis primaries: FLUSHALL", 0, 100, RedisBlows::flushAll),
    POSTGRES_KILLED("PostgreSQL: kill -9, started again", 300, 2_500, PostgresBlows::kill),
    PRIMARY_FROZEN("a Redis primary: SIGSTOP for 5-15 s and back", 5_000, 15_000, RedisBlows::freezePrimary),
    PAIR_KILLED("a Redis primary and its replica: kill -9", 300, 3_000, RedisBlows::killPair),
    LINK_CUT("the replica's link cut, then the primary killed", 6_000, 7_000, RedisBlows::cutLinkThenKill),
    PRIMARY_EMPTY("a Redis primary back empty before the node time-out", 0, 100, RedisBlows::emptyPrimary),
    FILES_DELETED("all Redis nodes killed, their files deleted", 200, 1_500, RedisBlows::deleteFiles),
    COMMIT_ENDED("PostgreSQL backends terminated in COMMIT", 0, 100, PostgresBlows::endInCommit),
    POSTGRES_FROZEN("PostgreSQL: SIGSTOP and back", 1_500, 7_000, PostgresBlows::freeze),
    POSTGRES_RESTARTED("PostgreSQL: orderly restart", 0, 100, PostgresBlows::restart),
    ENTRIES_REPEATED("stream entries twice and out of order", 200, 1_000, StreamBlows::repeatEntries),
    ENTRIES_POISONED("stream entries nobody can read", 200, 1_500, StreamBlows::poison),
    MEMORY_FULL("Redis at maxmemory", 800, 3_000, RedisBlows::fillMemory),
    ROLLING_RESTART("app nodes restarted one by one", 0, 100, Fault::rollNodes),
    CLOCK_AHEAD("the clock of an app node: an hour ahead", 500, 2_000, ClockBlows::ahead),
    CLOCK_BEHIND("the clock of an app node: an hour behind", 500, 2_000, ClockBlows::behind),
    REDIS_SLOW("app to Redis: every portion 120 ms late", 1_500, 4_000, scene -> redis(scene, Weather.SLOW)),
    REDIS_DEAF("app to Redis: cut one way", 800, 3_500, scene -> redis(scene, Weather.DEAF)),
    REDIS_MUTE("app to Redis: replies swallowed", 500, 3_000, scene -> redis(scene, Weather.MUTE)),
    REDIS_TORN("app to Redis: connections reset", 200, 2_500, scene -> redis(scene, Weather.TORN)),
    POSTGRES_SLOW("app to PostgreSQL: every portion 120 ms late", 1_500, 4_000, scene -> sql(scene, Weather.SLOW)),
    POSTGRES_DEAF("app to PostgreSQL: cut one way", 800, 3_500, scene -> sql(scene, Weather.DEAF)),
    POSTGRES_MUTE("app to PostgreSQL: replies swallowed", 500, 3_000, scene -> sql(scene, Weather.MUTE)),
    POSTGRES_TORN("app to PostgreSQL: connections reset", 200, 2_500, scene -> sql(scene, Weather.TORN)),
    NODE_AND_PRIMARY("an app node and a Redis primary at once", 7_000, 8_000, Fault::killNodeAndPrimary),
    NODE_AND_FLUSHALL("an app node killed and Redis emptied at once", 300, 1_500, Fault::killNodeAndFlush),
    POSTGRES_AND_PRIMARY("PostgreSQL and a Redis primary at once", 2_500, 4_500, Fault::killPostgresAndPrimary),
    FLUSHALL_LARGE("all Redis primaries: FLUSHALL, 100,000 orders settled before", 0, 100, RedisBlows::flushAll),
    DISK_FULL("PostgreSQL: its disk full", 1_500, 4_000, PostgresBlows::fillDisk);

    private static final Duration AFTER_PRIMARY = Duration.ofSeconds(6);
    private static final Duration AFTER_LOSS = Duration.ofSeconds(10);
    private static final Duration SLOW = Duration.ofMillis(900);
    private static final Duration BRISK = Duration.ofMillis(150);

    private final String title;
    private final int leastHoldMs;
    private final int mostHoldMs;

    @SuppressWarnings("ImmutableEnumChecker") // a method, without state
    private final Blow blow;

    Fault(String title, int leastHoldMs, int mostHoldMs, Blow blow) {
        this.title = title;
        this.leastHoldMs = leastHoldMs;
        this.mostHoldMs = mostHoldMs;
        this.blow = blow;
    }

    String title() {
        return title;
    }

    /// As `--fault` takes it.
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether every accepted order must become confirmed (P3). Otherwise it may be refused, but never vanish.
    boolean isSingle() {
        return this != NODE_AND_PRIMARY && this != NODE_AND_FLUSHALL && this != POSTGRES_AND_PRIMARY;
    }

    /// Orders settled before anybody buys.
    int settledBefore() {
        return this == FLUSHALL_LARGE ? 100_000 : 0;
    }

    /// Whether it needs a PostgreSQL whose disk can be filled.
    boolean needsSmallDisk() {
        return this == DISK_FULL;
    }

    /// Whether the strike itself goes on for seconds, so that an order accepted during it counts as sold again.
    boolean takesLong() {
        return startsNodes() || this == COMMIT_ENDED || this == ENTRIES_REPEATED;
    }

    /// How long a buyer rests between two wishes while a strike goes on that takes long: something must be left to buy
    /// until its end.
    Duration pace() {
        return startsNodes() ? SLOW : BRISK;
    }

    private boolean startsNodes() {
        return this == ROLLING_RESTART || this == CLOCK_AHEAD || this == CLOCK_BEHIND;
    }

    /// Whether it is healed as soon as every lane sells again: what was killed has been replaced by then.
    boolean endsWhenSoldAgain() {
        return this == PRIMARY_KILLED || this == LINK_CUT || this == NODE_AND_PRIMARY;
    }

    /// From the strike to the next accepted order of every lane at most, where it is promised.
    Optional<Duration> sellsAgainWithin() {
        return switch (this) {
            case PRIMARY_KILLED -> Optional.of(AFTER_PRIMARY);
            case FLUSHALL, FLUSHALL_LARGE -> Optional.of(AFTER_LOSS);
            default -> Optional.empty();
        };
    }

    /// How long it lasts before it is healed: more often nearer to the least than to the most.
    Duration hold(Scene scene) {
        double part = scene.random().nextDouble();
        return Duration.ofMillis(leastHoldMs + Math.round(part * part * (mostHoldMs - leastHoldMs)));
    }

    Blow.Cure strike(Scene scene) throws IOException, SQLException {
        return blow.strike(scene);
    }

    private static Blow.Cure killNode(Scene scene) {
        AppNode node = scene.node();
        node.process().kill();
        return () -> scene.unit().again(node);
    }

    private static Blow.Cure rollNodes(Scene scene) {
        for (AppNode node : scene.unit().nodes()) {
            node.stop();
            scene.unit().again(node).awaitReady();
        }
        return Blow.Cure.NONE;
    }

    private static Blow.Cure killNodeAndPrimary(Scene scene) {
        return both(killNode(scene), RedisBlows.killPrimary(scene));
    }

    private static Blow.Cure killNodeAndFlush(Scene scene) throws IOException {
        return both(killNode(scene), RedisBlows.flushAll(scene));
    }

    private static Blow.Cure killPostgresAndPrimary(Scene scene) {
        return both(PostgresBlows.kill(scene), RedisBlows.killPrimary(scene));
    }

    private static Blow.Cure redis(Scene scene, Weather weather) {
        scene.wires().redis(weather);
        return () -> scene.wires().redis(Weather.CLEAR);
    }

    private static Blow.Cure sql(Scene scene, Weather weather) {
        scene.wires().postgres(weather);
        return () -> scene.wires().postgres(Weather.CLEAR);
    }

    private static Blow.Cure both(Blow.Cure one, Blow.Cure other) {
        return () -> {
            one.heal();
            other.heal();
        };
    }
}
