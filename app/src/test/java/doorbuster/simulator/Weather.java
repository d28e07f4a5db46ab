package doorbuster.simulator;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// How badly the stores' connections behave, and a count of all that went wrong.
final class Weather {
    private final RandomGenerator random;
    private final Map<Mishap, Long> counts = new EnumMap<>(Mishap.class);
    private final Map<String, Poor> poor = new HashMap<>();
    private final List<Snag> snags = new ArrayList<>();
    private final Map<String, Long> cutOff = new HashMap<>();
    private double redis;
    private int slow = 2;
    private double postgres;
    private long postgresAwayUntil;

    Weather(RandomGenerator random) {
        this.random = random;
    }

    /// What becomes of some calls of one script.
    private record Poor(Fate fate, double share) {}

    /// What becomes of a call.
    enum Fate {
        FINE,
        REFUSED,
        LOST,
        REPLY_LOST,
        LATE,
        TWICE
    }

    /// Sets how many calls of a thousand go wrong.
    void blow(int redisPerMille, int postgresPerMille) {
        redis = redisPerMille / 1_000.0;
        postgres = postgresPerMille / 1_000.0;
    }

    /// Sets how many calls of a thousand of one script meet a fate of their own.
    void poor(String script, Fate fate, int perMille) {
        poor.put(script, new Poor(fate, perMille / 1_000.0));
    }

    /// Lets one thread stand still at a step to come.
    void snag(Snag snag) {
        snags.add(snag);
    }

    /// How long a thread stands still after a step, microseconds; mostly not at all.
    ///
    /// @param client the process whose thread it is
    /// @param step the script, or the first statement of the transaction, that has just run
    int standstill(String client, String step) {
        for (Snag snag : snags) {
            if (snag.catches(step)) {
                count(Mishap.THREAD_STUCK);
                snag.caught(client);
                return snag.holdMillis() * 1_000;
            }
        }
        return 0;
    }

    /// How long a message is under way: mostly a moment, sometimes much longer, which mixes what happens the most.
    int delayMicros() {
        int kind = random.nextInt(100);
        return random.nextInt(kind >= 100 - slow ? 300_000 : kind < 90 ? 900 : 15_000);
    }

    /// Sets how many messages of a hundred take long.
    void slow(int percent) {
        slow = Math.max(2, percent);
    }

    /// Nothing goes wrong any more.
    void calm() {
        blow(0, 0);
        poor.clear();
        snags.clear();
        slow = 0;
        postgresAwayUntil = 0;
        cutOff.clear();
    }

    void postgresAwayUntil(long nanos) {
        postgresAwayUntil = nanos;
        count(Mishap.POSTGRES_AWAY);
    }

    /// One process does not reach Postgres for a while.
    void cutOffUntil(String client, long nanos) {
        cutOff.put(client, nanos);
        count(Mishap.NODE_CUT_OFF);
    }

    boolean isPostgresAway(String client, long nanos) {
        return nanos < Math.max(postgresAwayUntil, cutOff.getOrDefault(client, 0L));
    }

    Fate script(String name) {
        Poor own = poor.get(name);
        if (own != null && random.nextDouble() < own.share()) {
            return counted(own.fate());
        }
        return random.nextDouble() >= redis ? Fate.FINE : counted(Fate.values()[1 + random.nextInt(5)]);
    }

    boolean isRolledBack() {
        return strikes(postgres, Mishap.ROLLED_BACK);
    }

    boolean isCommitUnknown() {
        return strikes(postgres, Mishap.COMMIT_UNKNOWN);
    }

    void count(Mishap mishap) {
        counts.merge(mishap, 1L, Long::sum);
    }

    Map<Mishap, Long> counts() {
        return counts;
    }

    private boolean strikes(double share, Mishap mishap) {
        boolean strikes = random.nextDouble() < share;
        if (strikes) {
            count(mishap);
        }
        return strikes;
    }

    private Fate counted(Fate fate) {
        switch (fate) {
            case FINE -> {}
            case REFUSED -> count(Mishap.CALL_REFUSED);
            case LOST -> count(Mishap.CALL_LOST);
            case REPLY_LOST -> count(Mishap.REPLY_LOST);
            case LATE -> count(Mishap.CALL_LATE);
            case TWICE -> count(Mishap.CALL_TWICE);
        }
        return fate;
    }
}
