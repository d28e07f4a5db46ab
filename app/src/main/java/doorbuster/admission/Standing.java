package doorbuster.admission;

/// Whether a buyer may try at a sale, by the claims of the token and the filter of the allow list.
public sealed interface Standing {
    /// As far as this node can tell.
    record Eligible() implements Standing {}

    /// The buyer's level is too low.
    record LevelTooLow(int level, int needed) implements Standing {}

    /// The account is too young; a token without the claim counts as new.
    record AccountTooYoung(long days, int needed) implements Standing {}

    /// The sale sells to its list only and the buyer is certainly not on it.
    record NotListed() implements Standing {}
}
