package doorbuster.loadtest.model;

/// A rule of the protocol that the model can be run without. Each must be missed: `MutantsTest`.
enum Rule {
    GUARD("no guard in Postgres", Sale.SLOW_NODE),
    TOMBSTONE("“not found” told without a tombstone", Sale.ASKED_FOR),
    MARK("“not found” told without its mark in the lane", Sale.ASKED_FOR),
    TOMBSTONE_EPOCH("the tombstone's transaction does not ask for the epoch", Sale.ASKED_FOR),
    ACK_BY_RID("ack gives back by the outcome only, not by the try that was counted", Sale.ENDED),
    RANDOM_RID("the try's number comes from a counter in Redis", Sale.PAID_LATE),
    REBUILD_LESS_RESERVED("rebuild as allotted − sold", Sale.TWO_READERS),
    ACK_WHEN_OPEN("acks allowed while recovering", Sale.TWO_READERS),
    STREAM_BEFORE_POSTGRES("Postgres read before the stream", Sale.FAILED_OVER),
    SETTLE_EPOCH("settle without the epoch: a zombie consumer", Sale.FAILED_OVER),
    RUN_ID("no run_id: a rolled back lane goes on", Sale.FAILED_OVER),
    OLD_REPLY_UNKNOWN("a reply of an older epoch told as 202", Sale.FAILED_OVER),
    UNKNOWN_NOT_HELD("UNKNOWN attempts held and handed in", Sale.TWO_READERS),
    DROP_ON_ROW("a held attempt dropped on a missing reservation", Sale.FAILED_OVER),
    ALL_HANDED_IN("opened before all nodes reported", Sale.FAILED_OVER),
    HAND_IN_WINDOW("a node that missed the window hands in all the same", Sale.SLOW_NODE),
    ALL_LANES("one lane recovered alone", Sale.TWO_LANES),
    NOTE_EPOCH("a transfer note without an epoch", Sale.TWO_FINISHERS),
    RECEIPTS_KEPT("the receipt of a transfer purged within its epoch", Sale.TWO_FINISHERS),
    RECEIPT_WHEN_OPEN("a receipt taken while recovering", Sale.TWO_FINISHERS),
    TWO_PASSES("sold-out told after one pass", Sale.SOLD_OUT),
    RELEASE_COUNTER("released stock as notes with an epoch's tag only", Sale.ENDED),
    RELEASED_IN_SNAPSHOT("released read outside the snapshot", Sale.ENDED),
    LATE_BY_RESERVE("late payment takes its unit directly in Postgres", Sale.PAID_LATE),
    ROW_ONCE("an order inserted without a unique id", Sale.EMPTIED),
    REBUILD_ONCE("the rebuild run again after a lost reply finds its staging gone", Sale.ASKED_FOR),
    SURPLUS_REFUSED("entries beyond what is left are kept, and given back when the guard refuses them", Sale.SLOW_NODE);

    /// What the protocol looks like without this rule.
    final String without;

    /// The sale in which it is missed.
    final Sale missed;

    Rule(String without, Sale missed) {
        this.without = without;
        this.missed = missed;
    }
}
