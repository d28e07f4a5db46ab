package doorbuster.book;

import doorbuster.sale.SaleId;

/// A sale's book at one consistent point.
///
/// @param available units free to be taken in the lanes
/// @param inTransfer units on their way from lane to lane, or released and not yet back in a lane
/// @param accepted units taken and not settled
/// @param confirmed units of CONFIRMED orders
/// @param paid units of PAID orders
/// @param released units ever given back by cancel, expiry and refund
/// @param balanced whether `allotted = available + inTransfer + accepted + confirmed + paid`
public record Sum(
        SaleId sale,
        long epoch,
        long allotted,
        long available,
        long inTransfer,
        long accepted,
        long confirmed,
        long paid,
        long released,
        boolean balanced) {
    /// Units missing from the book; below zero when there are too many.
    public long missing() {
        return allotted - available - inTransfer - accepted - confirmed - paid;
    }
}
