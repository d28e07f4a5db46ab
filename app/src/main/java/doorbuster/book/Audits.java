package doorbuster.book;

import doorbuster.reserve.Sales;
import doorbuster.sale.Offer;
import doorbuster.sale.SaleId;
import doorbuster.store.Postgres;
import doorbuster.store.UnitLock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// Audits the book of each sale that may still move units, again and again, on one node of the unit at a time.
///
/// An audit that does not balance is no alarm yet: it cries only when the one before did not balance either. A book
/// that cannot be read says nothing about units; its last audit grows old instead.
public final class Audits {
    private static final System.Logger LOG = System.getLogger(Audits.class.getName());
    /// The advisory lock of the node that audits.
    private static final int AUDITORS = 0x444f4f41;

    private static final Duration AFTERWARDS = Duration.ofMinutes(5);
    private final Sales sales;
    private final Books books;
    private final Consumer<SaleId> recount;
    private final Postgres postgres;
    private final InstantSource clock;
    private final int most;
    private final Map<SaleId, Audit> newest = new ConcurrentHashMap<>();
    private final Map<Result, LongAdder> counts = new EnumMap<>(Result.class);

    /// How an audit ended.
    public enum Result {
        /// Every unit is somewhere.
        BALANCED,
        /// Units are missing, or there are too many.
        IMBALANCED,
        /// A store is away, or the sale is being rebuilt.
        UNAVAILABLE
    }

    /// The newest audit of a sale that could be read.
    ///
    /// @param nanos when, by this node's monotonic clock
    /// @param alarm units missing in this audit and the one before, else 0
    public record Audit(Sum sum, long nanos, long alarm) {}

    /// @param recount told of a book that did not balance twice: its sale is counted anew
    /// @param most sales audited in one beat
    public Audits(
            Sales sales, Books books, Consumer<SaleId> recount, Postgres postgres, InstantSource clock, int most) {
        this.sales = sales;
        this.books = books;
        this.recount = recount;
        this.postgres = postgres;
        this.clock = clock;
        this.most = most;
        for (Result result : Result.values()) {
            counts.put(result, new LongAdder());
        }
    }

    /// Audits every such sale once, unless another node does.
    ///
    /// @throws Postgres.Away when Postgres does not answer
    public void beat() {
        Optional<UnitLock> lead = postgres.tryLock(AUDITORS, 0);
        if (lead.isEmpty()) {
            newest.clear();
            return;
        }
        try (UnitLock _ = lead.get()) {
            Map<SaleId, Offer> due = new HashMap<>();
            sales.all().stream().filter(this::mayMove).limit(most).forEach(offer -> due.put(offer.id(), offer));
            newest.keySet().retainAll(due.keySet());
            due.keySet().forEach(this::audit);
        }
    }

    /// The newest audits that could be read; empty on a node that does not audit.
    public Map<SaleId, Audit> newest() {
        return Map.copyOf(newest);
    }

    /// How many audits ended so on this node.
    public long count(Result result) {
        LongAdder count = counts.get(result);
        return count == null ? 0 : count.sum();
    }

    private boolean mayMove(Offer offer) {
        Instant now = clock.instant();
        Instant end = offer.closesAt().plus(offer.payWithin()).plus(AFTERWARDS);
        return offer.epoch() > 0 && !now.isBefore(offer.opensAt().minus(AFTERWARDS)) && now.isBefore(end);
    }

    private void audit(SaleId sale) {
        if (!(books.read(sale) instanceof Books.Reading.Read read)) {
            raise(Result.UNAVAILABLE);
            return;
        }
        Sum sum = read.sum();
        Audit before = newest.get(sale);
        boolean again = before != null && before.sum().missing() != 0;
        long alarm = again ? sum.missing() : 0;
        raise(sum.missing() == 0 ? Result.BALANCED : Result.IMBALANCED);
        if (alarm != 0) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "the book of sale {0} does not balance: {1} units are missing",
                    sale,
                    alarm);
            recount.accept(sale);
        }
        newest.put(sale, new Audit(sum, System.nanoTime(), alarm));
    }

    private void raise(Result result) {
        LongAdder count = counts.get(result);
        if (count != null) {
            count.increment();
        }
    }
}
