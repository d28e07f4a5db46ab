package doorbuster.admission;

import doorbuster.sale.BuyerId;
import doorbuster.sale.SaleId;

/// What a node knows of a sale's allow list without asking a store.
@FunctionalInterface
public interface Members {
    /// Whether the buyer may be on the sale's allow list; false only for a definite non-member. True when this
    /// node has no filter for the sale: the script that takes the stock confirms every member anyway.
    boolean mayHold(SaleId sale, BuyerId buyer);
}
