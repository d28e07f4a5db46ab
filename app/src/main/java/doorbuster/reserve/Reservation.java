package doorbuster.reserve;

import doorbuster.sale.Acceptance;
import java.time.Duration;
import java.time.Instant;

/// What became of one attempt to take stock. The critical script decides in the order of contract.md; the rest
/// is what a node could not find out.
public sealed interface Reservation {
    /// Stock is taken and the attempt is held by this node until Postgres has it. Asking again says [Repeated].
    record Accepted(Acceptance acceptance) implements Reservation {}

    /// This attempt already took its stock and is not settled yet; held by this node as well now.
    record Repeated(Acceptance acceptance) implements Reservation {}

    /// This attempt was settled, refused, or told "no" before: its status says which. Asking again answers the
    /// same.
    record Known() implements Reservation {}

    /// The same key was used with another quantity. Asking again answers the same.
    record Mismatch() implements Reservation {}

    /// Over the buyer's attempts per minute.
    ///
    /// @param limit attempts per minute
    /// @param retryAfter until the buyer's window ends
    record RateLimited(int limit, Duration retryAfter) implements Reservation {}

    /// On the sale's block list. Final for as long as the list stands.
    record Blocked() implements Reservation {}

    /// The sale sells to its list only, and the buyer is not on it.
    record NotListed() implements Reservation {}

    /// Asking again after `opensAt` may answer differently.
    record NotOpen(Instant opensAt) implements Reservation {}

    /// The sale is over.
    record Closed() implements Reservation {}

    /// The operator has paused the sale; asking again may answer differently.
    record Paused() implements Reservation {}

    /// The buyer would hold more than the sale allows.
    ///
    /// @param taken units the buyer holds already
    record OverLimit(int taken, int limit) implements Reservation {}

    /// No unit is left in any lane, none is in transfer; a release may change that.
    record SoldOut() implements Reservation {}

    /// Some units are left, fewer than were asked for; asking for fewer may succeed.
    ///
    /// @param left units left when it was decided
    record NotEnough(long left) implements Reservation {}

    /// Certainly nothing was taken: a store is away, the sale is being rebuilt, or too many are waiting. Asking
    /// again may succeed.
    record Unavailable(String why) implements Reservation {}

    /// Nobody knows whether it was taken: the same key, or the order's URL, will tell.
    record Unknown(String why) implements Reservation {}
}
