package doorbuster.simulator;

import java.util.random.RandomGenerator;

/// What kind of trouble a seed is about.
enum Theme {
    /// One fault alone, under which P3 promises that whatever was accepted becomes confirmed.
    SINGLE,
    /// Any faults at any time.
    ANY,
    /// A node stands still, misses a recovery's window, and hands in at the next what was sold meanwhile.
    SLOW_NODE,
    /// A node dies, and Redis is rolled back: what it had accepted is in the streams alone, or nowhere.
    ORPHANS,
    /// Units move between lanes over slow connections while one recovery follows the other.
    LANES;

    static Theme of(RandomGenerator random) {
        int share = random.nextInt(12);
        return share < 4 ? SINGLE : share < 9 ? ANY : values()[share - 7];
    }
}
