package doorbuster.simulator;

import java.util.List;
import java.util.random.RandomGenerator;

/// What kind of trouble a seed is about.
enum Theme {
    /// One fault alone, under which P3 promises that whatever was accepted becomes confirmed.
    SINGLE,
    /// Any faults at any time.
    ANY,
    /// A node stands still and misses a recovery's window: what it holds comes too late, or at the next recovery.
    SLOW_NODE,
    /// As before, and what it hands in at the next recovery was sold again by a node that cannot settle it.
    SOLD_ANEW,
    /// A node dies, and Redis is rolled back: what it had accepted is in the streams alone, or nowhere.
    ORPHANS,
    /// Units move between lanes over slow connections while one recovery follows the other.
    LANES,
    /// Units move between lanes over slow connections, and nothing else goes wrong.
    BUSY_LANES,
    /// Most calls of one script get lost: attempts of which nobody knows, or acknowledgements that do not come.
    UNHEARD,
    /// A reader has read entries and stands still while their node dies and a failover loses them.
    STUCK_READER,
    /// A node has taken an order and stands still, before it says so, while a failover loses it.
    STUCK_BUYER,
    /// A question has marked its order as absent and stands still, before that is durable, while the sale is recovered.
    STUCK_QUESTION,
    /// Units have left a lane and are not booked in the other while the sale is recovered.
    STUCK_TRANSFER,
    /// A recovery stands still between two of its steps, with orders in the streams that nobody holds.
    STUCK_RECOVERY;

    private static final List<Theme> MOSTLY = List.of(SINGLE, SINGLE, SINGLE, SINGLE, ANY, ANY, ANY, ANY);

    static Theme of(RandomGenerator random) {
        int place = random.nextInt(MOSTLY.size() + values().length);
        return place < MOSTLY.size() ? MOSTLY.get(place) : values()[place - MOSTLY.size()];
    }

    /// Whether one fault only happens at most: a message that is lost or late, and a thread that stands
    /// still, are none.
    boolean isSingle() {
        return switch (this) {
            case SINGLE, BUSY_LANES, UNHEARD, STUCK_BUYER, STUCK_QUESTION, STUCK_TRANSFER -> true;
            case ANY, SLOW_NODE, SOLD_ANEW, ORPHANS, LANES, STUCK_READER, STUCK_RECOVERY -> false;
        };
    }
}
