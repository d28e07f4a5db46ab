package doorbuster.book;

import doorbuster.reserve.Epochs;
import doorbuster.reserve.Held;
import doorbuster.sale.Acceptance;
import doorbuster.sale.SaleId;
import doorbuster.settle.Ledger;
import doorbuster.settle.Settled;
import doorbuster.store.Postgres;
import doorbuster.store.Sql;
import java.util.List;
import java.util.function.LongConsumer;

/// A node's part in a recovery: it learns the epoch, settles what it holds straight in Postgres, and says so.
///
/// The epoch is learnt before the memory is read; see [Epochs] for why.
public final class HandIn {
    private static final Sql HAND_IN = Sql.load(HandIn.class, "hand-in");
    private static final int BATCH = 500;
    private final Epochs epochs;
    private final Held held;
    private final Ledger ledger;

    /// Hands in what `held` has to `ledger`.
    public HandIn(Epochs epochs, Held held, Ledger ledger) {
        this.epochs = epochs;
        this.held = held;
        this.ledger = ledger;
    }

    /// Learns the epoch and settles all that is held of the sale.
    ///
    /// @param report told how many orders were settled, after the last of them
    /// @return whether the hand-in is over: done, or too late for this epoch; false means: try again
    public boolean handIn(SaleId sale, long epoch, LongConsumer report) {
        epochs.learn(sale, epoch);
        List<Acceptance> attempts = held.of(sale);
        for (int from = 0; from < attempts.size(); from += BATCH) {
            List<Acceptance> batch = attempts.subList(from, Math.min(from + BATCH, attempts.size()));
            switch (ledger.settle(sale, epoch, batch, Ledger.Source.MEMORY)) {
                case Settled.Done done ->
                    held.drop(done.verdicts().stream()
                            .map(v -> v.order().attempt().order())
                            .toList());
                case Settled.EpochMoved _ -> {
                    return true;
                }
                case Settled.Away _ -> {
                    return false;
                }
                case Settled.Unfit unfit ->
                    throw new IllegalStateException("an order this node made: " + unfit.reason());
            }
        }
        report.accept(attempts.size());
        return true;
    }

    /// Reports to Postgres.
    ///
    /// @throws Postgres.Away when it does not answer
    public static void report(Postgres postgres, SaleId sale, long epoch, String incarnation, long orders) {
        postgres.change(HAND_IN, sale.value(), epoch, incarnation, (int) orders);
    }
}
