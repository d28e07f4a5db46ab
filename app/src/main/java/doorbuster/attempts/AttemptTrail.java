package doorbuster.attempts;

import doorbuster.sale.SaleId;
import java.util.List;

/// What became of a buyer's attempts, as operators are told.
@FunctionalInterface
public interface AttemptTrail {
    /// The attempts of a buyer in a sale, oldest first. That somebody looked is written down.
    Answer of(SaleId sale, String buyer, String actor);

    /// What a look led to.
    sealed interface Answer {
        /// The attempts; none when the buyer made none lately, or made too many others since.
        record Found(List<Noted> attempts) implements Answer {}

        /// No such sale.
        record NoSuchSale() implements Answer {}

        /// A store is away.
        record Unavailable(String why) implements Answer {}
    }
}
