package doorbuster.settle;

import doorbuster.sale.OrderId;
import doorbuster.sale.SaleId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Accepted attempts that could not be settled for a reason of their own; their stock stays visibly held until an
/// operator decides.
public interface DeadLetters {
    /// Those that wait for a decision, oldest first, at most 1,000.
    List<Letter> waiting();

    /// Sends one back to settling.
    ///
    /// @param actor who does it, for the audit
    Decision retry(String id, String actor);

    /// Refuses the order for good and gives its units back.
    Decision refuse(String id, String actor);

    /// One of them.
    ///
    /// @param id names it in the two decisions
    /// @param order none when the letter names no order that is reserved: it holds no units then
    /// @param reason why it could not be settled
    record Letter(String id, SaleId sale, Optional<OrderId> order, int quantity, String reason, Instant since) {}

    /// What a decision led to.
    sealed interface Decision {
        /// Done, and audited.
        record Done() implements Decision {}

        /// No such letter is waiting.
        record NoSuchLetter() implements Decision {}

        /// A store is away; nothing was decided, or the same call again will tell.
        record Unavailable(String why) implements Decision {}
    }
}
