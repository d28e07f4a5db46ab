package doorbuster.simulator;

import java.util.List;
import java.util.random.RandomGenerator;

/// The size of a simulated unit and its sale, and the kind of trouble it meets.
///
/// @param most units that a buyer asks for at once
/// @param settleMillis how long a reader rests: while it does, orders are nowhere but in the lanes and in memory
record Shape(
        Theme theme,
        int nodes,
        int primaries,
        int lanes,
        int stock,
        int limit,
        int buyers,
        int most,
        int settleMillis) {
    static Shape of(Theme theme, RandomGenerator random) {
        int settleMillis = List.of(60, 400, 1_500).get(random.nextInt(3));
        int limit = 1 + random.nextInt(3);
        int most = 1 + random.nextInt(2);
        int primaries = 1 + random.nextInt(2);
        return switch (theme) {
            case SLOW_NODE -> new Shape(theme, 2, primaries, 1, 2 + random.nextInt(4), limit, 12, most, settleMillis);
            case LANES -> {
                int lanes = 2 + random.nextInt(2);
                yield new Shape(theme, 2, primaries, lanes, 4 + random.nextInt(5), limit, 12, most, settleMillis);
            }
            case SINGLE, ANY, ORPHANS ->
                new Shape(
                        theme,
                        1 + random.nextInt(3),
                        primaries,
                        1 + random.nextInt(3),
                        1 + random.nextInt(10),
                        limit,
                        3 + random.nextInt(9),
                        most,
                        settleMillis);
        };
    }

    /// Whether one fault only happens.
    boolean isSingle() {
        return theme == Theme.SINGLE;
    }
}
