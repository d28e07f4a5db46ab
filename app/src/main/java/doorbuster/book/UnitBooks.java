package doorbuster.book;

import doorbuster.reserve.Sales;
import doorbuster.sale.Lane;
import doorbuster.sale.Offer;
import doorbuster.sale.SaleId;
import doorbuster.store.Postgres;
import doorbuster.store.Postgres.Work;
import doorbuster.store.Row;
import doorbuster.store.Scripts;
import doorbuster.store.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The book of a sale, taken without stopping it: the lanes are looked at first, each at a moment of its own clock,
/// Postgres after them in one reading that leaves out whatever the lanes accepted later.
public final class UnitBooks implements Books {
    private static final Sql ISOLATION = Sql.load(UnitBooks.class, "snapshot-isolation");
    private static final Sql COUNTERS = Sql.load(UnitBooks.class, "counters");
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int HOME = 0;
    private final Sales sales;
    private final Postgres postgres;
    private final Scripts scripts;
    private final Consumer<SaleId> unsound;

    /// Reads these stores.
    ///
    /// @param unsound told of a sale whose lanes cannot all be read
    public UnitBooks(Sales sales, Postgres postgres, Scripts scripts, Consumer<SaleId> unsound) {
        this.sales = sales;
        this.postgres = postgres;
        this.scripts = scripts;
        this.unsound = unsound;
    }

    @Override
    public Reading read(SaleId sale) {
        long until = scripts.nanos() + PATIENCE.toNanos();
        Reading reading;
        do {
            Optional<Offer> offer = sales.find(sale);
            if (offer.isEmpty()) {
                return new Reading.NoSuchSale();
            }
            reading = once(offer.get());
        } while (!isFinished(reading) && scripts.nanos() < until);
        return reading;
    }

    private static boolean isFinished(Reading reading) {
        return reading instanceof Reading.Read read && read.sum().balanced();
    }

    private Reading once(Offer offer) {
        List<LaneSums> lanes = lanes(offer);
        if (lanes.size() < offer.lanes()) {
            unsound.accept(offer.id());
            return new Reading.Unavailable("a lane does not answer, or is being rebuilt");
        }
        try {
            return postgres.inTransaction(work -> {
                work.change(ISOLATION);
                return sum(work, offer, lanes);
            });
        } catch (Postgres.Away e) {
            return new Reading.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    /// The lanes that are open under the epoch of the offer, each at a moment of its own clock.
    private List<LaneSums> lanes(Offer offer) {
        List<LaneSums> lanes = new ArrayList<>();
        for (int i = 0; i < offer.lanes(); i++) {
            LaneSums.read(scripts, new Lane(offer.id(), i), offer.epoch()).ifPresent(lanes::add);
        }
        return lanes;
    }

    private static Reading sum(Work work, Offer offer, List<LaneSums> lanes) {
        Row counters = work.query(COUNTERS, offer.id().value()).getFirst();
        Row counted = LaneSums.counted(work, offer.id(), lanes);
        long available = lanes.stream().mapToLong(LaneSums::available).sum();
        long total = counters.number("total") - counted.number("released_late");
        long inTransfer = lanes.stream().mapToLong(LaneSums::onTheWay).sum()
                + total
                - lanes.get(HOME).released();
        long accepted = accepted(work, lanes);
        long allotted = counters.number("allotted");
        long confirmed = counted.number("confirmed");
        long paid = counted.number("paid");
        return new Reading.Read(new Sum(
                offer.id(),
                counters.number("epoch"),
                allotted,
                available,
                inTransfer,
                accepted,
                confirmed,
                paid,
                counters.number("released"),
                allotted == available + inTransfer + accepted + confirmed + paid
                        && counters.number("epoch") == offer.epoch()));
    }

    /// Units reserved whose order Postgres has not counted by exactly this try.
    private static long accepted(Work work, List<LaneSums> lanes) {
        Set<String> settled = LaneSums.settled(work, lanes);
        return lanes.stream()
                .flatMap(lane -> lane.taken().stream())
                .filter(taken -> !settled.contains(taken.order()))
                .mapToLong(LaneSums.Taken::units)
                .sum();
    }
}
