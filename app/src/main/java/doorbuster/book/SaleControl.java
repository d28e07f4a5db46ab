package doorbuster.book;

import doorbuster.sale.SaleId;

/// The operator's hand on a sale. Every change is one transaction in Postgres together with its audit row, then
/// told to the lanes.
public interface SaleControl {
    /// Creates the sale, or changes it.
    ///
    /// @param actor who does it, for the audit
    Ruling put(SaleDraft draft, String actor);

    /// Takes no new attempts until resumed.
    Ruling pause(SaleId sale, String actor);

    /// Sells again.
    Ruling resume(SaleId sale, String actor);

    /// Ends the sale for good.
    Ruling close(SaleId sale, String actor);

    /// Adds units to the sale's allotment; they are sellable within a second.
    ///
    /// @param quantity 1–10,000,000
    Ruling restock(SaleId sale, long quantity, String actor);
}
