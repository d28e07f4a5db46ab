package doorbuster.settle;

import doorbuster.sale.Acceptance;
import doorbuster.sale.OrderState;
import java.util.List;

/// What became of a batch handed to the [Ledger].
public sealed interface Settled {
    /// Committed: each order has its row, and this is what the row says.
    record Done(List<Verdict> verdicts) implements Settled {}

    /// The sale is at another epoch: nothing was written.
    record EpochMoved() implements Settled {}

    /// This batch cannot be written whatever the store's health: something in it is wrong. Nothing was written.
    record Unfit(String reason) implements Settled {}

    /// The store is away; whether it was committed is unknown, and does not matter: the entries come again.
    record Away(String why) implements Settled {}

    /// The row of one order, as far as its reservation is concerned.
    ///
    /// @param rid the try that Postgres counted
    record Verdict(Acceptance order, String rid, OrderState state) {
        /// Whether Postgres counted exactly this try, now or before it ended.
        boolean isCounted() {
            return rid.equals(order.attempt().rid()) && state != OrderState.REFUSED;
        }

        /// Whether the order ended as a "no" that never held stock.
        boolean isNo() {
            return state == OrderState.REFUSED || (rid.isEmpty() && state == OrderState.EXPIRED);
        }
    }
}
