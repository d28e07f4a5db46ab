package doorbuster.reserve;

import doorbuster.sale.SaleId;

/// Where a lane that cannot be trusted is reported; the book's recovery answers it.
public interface Distress {
    /// Asks for a recovery of all lanes of the sale; returns at once, and may be called as often as one likes.
    ///
    /// @param why what was seen, for the log
    void recover(SaleId sale, String why);

    /// Somebody has seen a higher epoch than this node knows: the roster should be read again now.
    void epochMoved(SaleId sale);
}
