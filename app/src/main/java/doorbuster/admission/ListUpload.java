package doorbuster.admission;

import doorbuster.sale.BuyerId;
import doorbuster.sale.SaleId;

/// Where a sale's lists are replaced as a whole.
public interface ListUpload {
    /// Which list.
    enum Kind {
        /// Only these may buy, when the sale says so.
        ALLOW,
        /// These may not.
        BLOCK
    }

    /// Begins a new list beside the one in force.
    Draft begin(SaleId sale, Kind kind);

    /// A list that is not in force yet. Closing it without [#activate] forgets it, and the list before stays.
    interface Draft extends AutoCloseable {
        /// Adds one buyer; the caller sees to it that none comes twice.
        ///
        /// @throws RuntimeException when a store is away; the list before stays in force
        void add(BuyerId buyer);

        /// Puts the list in force: atomically in each lane, on every node's filter within 2 s.
        ///
        /// @param actor who does it, for the audit
        /// @return how many buyers are on it
        long activate(String actor);

        @Override
        void close();
    }
}
