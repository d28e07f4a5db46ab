package doorbuster.book;

import doorbuster.sale.Offer;

/// The answer to an operator's change of a sale.
public sealed interface Ruling {
    /// Recorded in Postgres with its audit row, and in force in every lane.
    record InForce(Offer offer) implements Ruling {}

    /// Recorded in Postgres with its audit row; a lane could not be told yet and will be as soon as it answers.
    record Recorded(Offer offer, String why) implements Ruling {}

    /// No such sale.
    record NoSuchSale() implements Ruling {}

    /// The change contradicts itself or the sale's state; nothing was changed.
    ///
    /// @param code the problem's code, a hyphenated word
    record Refused(String code, String detail) implements Ruling {}

    /// Postgres is away; nothing was changed, or the same call again will tell.
    record Unavailable(String why) implements Ruling {}
}
