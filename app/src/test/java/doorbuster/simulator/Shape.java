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
    private static final int OFTEN = 60;
    private static final int SOMETIMES = 400;
    private static final int RARELY = 1_500;
    private static final int CROWD = 12;

    static Shape of(Theme theme, RandomGenerator random) {
        int settle = List.of(OFTEN, SOMETIMES, RARELY).get(random.nextInt(3));
        int limit = 1 + random.nextInt(3);
        int most = 1 + random.nextInt(2);
        int primaries = 1 + random.nextInt(2);
        int few = 2 + random.nextInt(4);
        int lanes = 2 + random.nextInt(2);
        int nodes = 1 + random.nextInt(2);
        int stock = 1 + random.nextInt(10);
        int later = random.nextBoolean() ? SOMETIMES : RARELY;
        return switch (theme) {
            case SLOW_NODE -> new Shape(theme, 2, primaries, 1, few, limit, CROWD, most, settle);
            case SOLD_ANEW -> new Shape(theme, 2, primaries, 1, few, limit, CROWD, 1, RARELY);
            case LANES -> new Shape(theme, 2, primaries, lanes, 2 + few, limit, CROWD, most, settle);
            case BUSY_LANES -> new Shape(theme, 2, primaries, lanes, few, limit, CROWD, 1, settle);
            case UNHEARD -> new Shape(theme, nodes, primaries, 1, few, limit, CROWD, 1, SOMETIMES);
            case STUCK_READER -> new Shape(theme, 2, 1, 1, few, limit, CROWD, 1, later);
            case STUCK_BUYER -> new Shape(theme, nodes, 1, 1, few, limit, CROWD, 1, settle);
            case STUCK_QUESTION -> new Shape(theme, nodes, 1, 1, stock, limit, CROWD, most, settle);
            case STUCK_TRANSFER -> new Shape(theme, 2, primaries, lanes, 2 + few, limit, CROWD, most, settle);
            case STUCK_RECOVERY -> new Shape(theme, 2, primaries, 1, few, limit, CROWD, most, SOMETIMES);
            case SINGLE, ANY, ORPHANS -> {
                int all = 1 + random.nextInt(3);
                int spread = 1 + random.nextInt(3);
                yield new Shape(theme, all, primaries, spread, stock, limit, 3 + random.nextInt(9), most, settle);
            }
        };
    }

    /// Whether one fault only happens.
    boolean isSingle() {
        return theme.isSingle();
    }
}
