package doorbuster.simulator;

/// What can go wrong.
enum Mishap {
    /// A script was refused before it ran.
    CALL_REFUSED,
    /// A script never ran, and nobody knows.
    CALL_LOST,
    /// A script ran; its reply was lost.
    REPLY_LOST,
    /// A script ran long after its caller had given up.
    CALL_LATE,
    /// A script ran, its reply was lost, and the client library sent it once more.
    CALL_TWICE,
    /// A transaction was rolled back with its connection.
    ROLLED_BACK,
    /// A transaction was committed; the connection broke before the answer.
    COMMIT_UNKNOWN,
    /// Postgres answered nobody for a while.
    POSTGRES_AWAY,
    /// Postgres answered all nodes but one.
    NODE_CUT_OFF,
    /// A replica was promoted with all or some of what its primary had.
    FAILED_OVER,
    /// As before, and some nodes went on speaking to the old primary, which answered them.
    FAILED_OVER_UNNOTICED,
    /// A primary came back in another process with all it had.
    RESTARTED,
    /// A primary and its replica came back empty.
    EMPTIED,
    /// All of Redis came back empty.
    ALL_EMPTIED,
    /// A node died between two steps, and another process took its place.
    NODE_KILLED,
    /// A node stood still, as by SIGSTOP, and went on where it was.
    NODE_FROZEN,
    /// A node left the unit in good order.
    NODE_LEFT,
    /// One thread of a node stood still between two steps; the others went on.
    THREAD_STUCK
}
