package doorbuster.book;

import doorbuster.book.LaneSums.Taken;
import doorbuster.reserve.Held;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Reads every place as [UnitBooks] reads the book: the lanes first, Postgres after them in one reading.
public final class UnitWhereabouts implements Whereabouts {
    private static final Sql ISOLATION = Sql.load(UnitWhereabouts.class, "snapshot-isolation");
    private static final Sql COUNTERS = Sql.load(UnitWhereabouts.class, "counters");
    private static final Sql BY_STATE = Sql.load(UnitWhereabouts.class, "by-state");
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int WHOLE = -1;
    private static final int HOME = 0;
    private final Sales sales;
    private final Postgres postgres;
    private final Scripts scripts;
    private final Held held;
    private final Consumer<SaleId> unsound;

    /// Looks into these stores and this memory.
    ///
    /// @param unsound told of a sale whose lanes cannot all be read
    public UnitWhereabouts(Sales sales, Postgres postgres, Scripts scripts, Held held, Consumer<SaleId> unsound) {
        this.sales = sales;
        this.postgres = postgres;
        this.scripts = scripts;
        this.held = held;
        this.unsound = unsound;
    }

    @Override
    public Answer where(SaleId sale) {
        long until = scripts.nanos() + PATIENCE.toNanos();
        Answer answer;
        do {
            Optional<Offer> offer = sales.find(sale);
            if (offer.isEmpty()) {
                return new Answer.NoSuchSale();
            }
            answer = once(offer.get());
        } while (!addsUp(answer) && scripts.nanos() < until);
        return answer;
    }

    private static boolean addsUp(Answer answer) {
        return answer instanceof Answer.Places places && places.sum() == places.allotted();
    }

    private Answer once(Offer offer) {
        List<LaneSums> lanes = new ArrayList<>();
        for (int i = 0; i < offer.lanes(); i++) {
            LaneSums.located(scripts, new Lane(offer.id(), i), offer.epoch()).ifPresent(lanes::add);
        }
        if (lanes.size() < offer.lanes()) {
            unsound.accept(offer.id());
            return new Answer.Unavailable("a lane does not answer, or is being rebuilt");
        }
        try {
            return postgres.inTransaction(work -> {
                work.change(ISOLATION);
                return places(work, offer, lanes);
            });
        } catch (Postgres.Away e) {
            return new Answer.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    private Answer places(Work work, Offer offer, List<LaneSums> lanes) {
        Row counters = work.query(COUNTERS, offer.id().value()).getFirst();
        Row counted = LaneSums.counted(work, offer.id(), lanes);
        Set<String> settled = LaneSums.settled(work, lanes);
        List<Place> places = new ArrayList<>();
        for (LaneSums lane : lanes) {
            lane(lane, settled, places);
        }
        long home = counters.number("total")
                - counted.number("released_late")
                - lanes.get(HOME).released();
        places.add(new Place(What.COMING_HOME, WHOLE, home, 0, true));
        var mine = held.of(offer.id());
        places.add(new Place(
                What.HELD_BY_THIS_NODE,
                WHOLE,
                mine.stream().mapToLong(one -> one.attempt().quantity()).sum(),
                mine.size(),
                false));
        for (Row row : work.query(BY_STATE, offer.id().value())) {
            What what = What.valueOf(row.text("state"));
            boolean holds = what == What.CONFIRMED || what == What.PAID;
            // what was accepted after its lane was looked at is not among the units, which are those of one point
            long units = holds ? counted.number(row.text("state").toLowerCase(Locale.ROOT)) : row.number("units");
            places.add(new Place(what, WHOLE, units, row.number("orders"), holds));
        }
        return new Answer.Places(
                offer.id(), counters.number("epoch"), counters.number("allotted"), List.copyOf(places));
    }

    private static void lane(LaneSums lane, Set<String> settled, List<Place> places) {
        int number = lane.lane().number();
        places.add(new Place(What.AVAILABLE, number, lane.available(), 0, true));
        places.add(new Place(What.IN_TRANSFER, number, lane.onTheWay(), 0, true));
        Map<What, List<Taken>> reserved = new EnumMap<>(What.class);
        for (Taken taken : lane.taken()) {
            reserved.computeIfAbsent(what(taken, settled), _ -> new ArrayList<>())
                    .add(taken);
        }
        reserved.forEach((what, all) -> places.add(new Place(
                what, number, all.stream().mapToLong(Taken::units).sum(), all.size(), what != What.UNACKNOWLEDGED)));
    }

    private static What what(Taken taken, Set<String> settled) {
        if (settled.contains(taken.order())) {
            return What.UNACKNOWLEDGED;
        }
        return switch (taken.place()) {
            case "STREAM" -> What.IN_STREAM;
            case "DEAD" -> What.DEAD_LETTER;
            default -> What.WITHOUT_ENTRY;
        };
    }
}
