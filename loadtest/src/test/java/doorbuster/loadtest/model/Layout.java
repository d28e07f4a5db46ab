package doorbuster.loadtest.model;

/// Where each fact of a state lies in its cells. A lane's block is there twice: the primary's, and its replica's.
final class Layout {
    // a lane
    static final int EPOCH = 0;
    static final int BOUND = 1;
    static final int OPEN = 2;
    static final int AVAIL = 3;
    static final int RELEASED = 4;
    static final int RIDS = 5;
    static final int NUMBER = 6;
    static final int NOTE = 7;
    static final int NOTE_EPOCH = 8;
    static final int APPLIED = 9;
    private static final int LANE_HEAD = 10;
    // of an order in its lane: the try that holds the reservation, what else is known, the tries in the stream
    private static final int RES = 0;
    private static final int SEEN = 1;
    private static final int ENTRY = 2;
    private static final int IN_LANE = 3;
    // the unit's Postgres, and what is left of each fault
    static final int PG_EPOCH = 0;
    static final int GATHERING = 1;
    static final int SOLD = 2;
    static final int PG_RELEASED = 3;
    static final int BROKEN = 4;
    static final int FAILOVERS = 5;
    static final int LOSSES = 6;
    static final int CRASHES = 7;
    static final int SLOW = 8;
    static final int SPONTANEOUS = 9;
    static final int ENDINGS = 10;
    static final int TRANSFERS = 11;
    // the leader of a recovery
    static final int STEP = 12;
    static final int LED_LANE = 13;
    static final int LED_EPOCH = 14;
    static final int FREE = 15;
    static final int LED_RELEASED = 16;
    // whoever looks through the lanes to tell sold-out
    static final int LOOK = 17;
    static final int LOOK_EPOCH = 18;
    static final int MOVED = 19;
    static final int WAS_EMPTY = 20;
    private static final int HEAD = 21;
    // an order: its row, and its buyer
    static final int ROW = 0;
    static final int ROW_RID = 1;
    static final int TOLD = 2;
    static final int TRIES = 3;
    static final int CALL = 4;
    static final int CALL_NODE = 5;
    static final int CALL_EPOCH = 6;
    static final int POLL = 7;
    static final int POLL_NODE = 8;
    static final int POLL_EPOCH = 9;
    static final int LED_RES = 10;
    static final int LED_SEEN = 11;
    static final int LATE = 12;
    static final int TAG = 13;
    static final int CALL_PASSED = 14;
    private static final int ORDER = 15;
    // a reader, a finisher of transfers, a releaser
    static final int PHASE = 0;
    static final int AT_EPOCH = 1;
    static final int WHICH = 2;
    static final int RID = 3;
    static final int VERDICT = 4;
    private static final int WORKER = 5;
    // a node
    static final int KNOWS = 0;
    static final int REPORTED = 1;
    private static final int NODE_HEAD = 2;

    final int lanes;
    final int size;
    final int laneSize;
    private final int replicas;
    private final int orders;
    private final int nodes;
    private final int nodeSize;
    private final int readers;
    private final int finishers;
    private final int releasers;

    Layout(Bounds b) {
        lanes = HEAD;
        laneSize = LANE_HEAD + IN_LANE * b.orders();
        replicas = lanes + b.lanes * laneSize;
        orders = replicas + b.lanes * laneSize;
        nodes = orders + b.orders() * ORDER;
        nodeSize = NODE_HEAD + b.orders();
        readers = nodes + b.nodes * nodeSize;
        finishers = readers + b.readers * WORKER;
        releasers = finishers + b.finishers * WORKER;
        size = releasers + b.releasers * WORKER;
    }

    int lane(int lane, int field) {
        return lanes + lane * laneSize + field;
    }

    int replica(int lane) {
        return replicas + lane * laneSize;
    }

    int res(int lane, int order) {
        return lane(lane, LANE_HEAD + order * IN_LANE + RES);
    }

    int seen(int lane, int order) {
        return lane(lane, LANE_HEAD + order * IN_LANE + SEEN);
    }

    int entry(int lane, int order) {
        return lane(lane, LANE_HEAD + order * IN_LANE + ENTRY);
    }

    int order(int order, int field) {
        return orders + order * ORDER + field;
    }

    int node(int node, int field) {
        return nodes + node * nodeSize + field;
    }

    int held(int node, int order) {
        return node(node, NODE_HEAD + order);
    }

    int reader(int reader, int field) {
        return readers + reader * WORKER + field;
    }

    int finisher(int finisher, int field) {
        return finishers + finisher * WORKER + field;
    }

    int releaser(int releaser, int field) {
        return releasers + releaser * WORKER + field;
    }
}
