package doorbuster.loadtest.reckon;

/// Something that must never be.
///
/// @param what one line with the numbers and names
public record Finding(Kind kind, String what) {
    /// What is wrong.
    public enum Kind {
        /// More units are sold than the sale has.
        OVERSOLD,
        /// A buyer holds more than the limit.
        OVER_LIMIT,
        /// An order that a buyer was promised is gone, or went back.
        LOST,
        /// One attempt made two orders, or there is an order that nobody's attempt explains.
        DOUBLED,
        /// Units are neither free nor sold nor on their way, or there are too many of them.
        LEAKED,
        /// A "no" became something else, or a "yes" went back to "accepted".
        TURNED,
        /// A sale was open or closed by another clock than that of its unit.
        MISTIMED,
        /// The unit's own book disagrees with its stores, or says that it does not balance.
        MISBOOKED
    }
}
