package doorbuster.book;

import doorbuster.sale.SaleId;

/// Reads the book of a sale.
public interface Books {
    /// Reads Redis and Postgres until both readings belong to one consistent point, for at most two seconds.
    Reading read(SaleId sale);

    /// What a reading led to.
    sealed interface Reading {
        /// Read at one point; it may or may not balance.
        record Read(Sum sum) implements Reading {}

        /// No such sale.
        record NoSuchSale() implements Reading {}

        /// A store is away, or the sale is being rebuilt.
        record Unavailable(String why) implements Reading {}
    }
}
