package doorbuster.admission;

/// What a solved challenge is worth.
public sealed interface Proof {
    /// Genuine, in time, for this sale and buyer, and now used by this attempt.
    record Accepted() implements Proof {}

    /// Forged, expired, for another sale or buyer, or used by another attempt.
    ///
    /// @param why for the buyer, one short sentence
    record Refused(String why) implements Proof {}

    /// The store that remembers used challenges does not answer.
    record Unavailable() implements Proof {}
}
