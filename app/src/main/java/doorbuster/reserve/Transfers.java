package doorbuster.reserve;

import doorbuster.sale.Lane;
import doorbuster.sale.Offer;
import doorbuster.store.Reply;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import doorbuster.store.Standing;
import doorbuster.telemetry.Signals;
import doorbuster.telemetry.SpanName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// Evens out the lanes of a sale: a lane that has run short is sent units by another, in bulk and off the hot path.
///
/// The giver notes the units and takes them from what is free, the taker books them once, the giver strikes the note.
/// Each of the three is one script in one slot, may be repeated by any node, and is refused under another epoch or
/// Redis process; whoever meets a note finishes it. A recovery counts all stock anew and drops every note.
public final class Transfers {
    private static final Script GIVE = Script.load(Transfers.class, "give");
    private static final Script RECEIVE = Script.load(Transfers.class, "receive");
    private static final Script STRIKE = Script.load(Transfers.class, "strike");
    private static final int ROUNDS = 50;
    private final Scripts scripts;
    private final Sales sales;
    private final Signals signals;
    private final ConcurrentHashMap<Lane, CompletableFuture<Found>> underWay = new ConcurrentHashMap<>();

    /// Moves units by these scripts.
    public Transfers(Scripts scripts, Sales sales, Signals signals) {
        this.scripts = scripts;
        this.sales = sales;
        this.signals = signals;
    }

    /// What became of a lane's wish for units.
    sealed interface Found {
        /// The lane has units now, or had them again: ask it once more.
        record Stock() implements Found {}

        /// The whole sale has only so many units, fewer than wished, seen in two passes over all lanes.
        record TooFew(long left) implements Found {}

        /// A lane does not answer or is being rebuilt, or the units kept moving.
        record Unknown() implements Found {}
    }

    /// Brings at least `wanted` units to a lane if the sale has them. Wishes for one lane at one time are met together.
    ///
    /// @param wanted units, at least 1
    Found fill(Lane lane, long wanted) {
        CompletableFuture<Found> mine = new CompletableFuture<>();
        CompletableFuture<Found> first = underWay.putIfAbsent(lane, mine);
        if (first == null) {
            return searched(lane, wanted, mine);
        }
        Found found = first.join();
        if (!isTooFew(found, wanted)) {
            return forWish(found, wanted);
        }
        // that search may have looked before this wish came, and units have come back since: the next one cannot have
        CompletableFuture<Found> next = underWay.putIfAbsent(lane, mine);
        return next == null ? searched(lane, wanted, mine) : forWish(next.join(), wanted);
    }

    private static boolean isTooFew(Found found, long wanted) {
        return found instanceof Found.TooFew(long left) && left < wanted;
    }

    /// What another's search means to a wish that may be smaller.
    private static Found forWish(Found found, long wanted) {
        return switch (found) {
            case Found.TooFew(long left) when left >= wanted -> new Found.Stock();
            case Found other -> other;
        };
    }

    private Found searched(Lane lane, long wanted, CompletableFuture<Found> mine) {
        Found found = new Found.Unknown();
        try {
            found = sales.find(lane.sale())
                    .map(offer -> signals.traces().inside(SpanName.TRANSFER, () -> search(offer, lane, wanted)))
                    .orElse(found);
            return found;
        } finally {
            underWay.remove(lane, mine);
            mine.complete(found);
        }
    }

    /// Finishes the note of a lane, if there is one.
    void finish(LaneLook giver) {
        if (giver.onTheWay() > 0) {
            move(giver, giver.lane(), 0);
        }
    }

    private Found search(Offer offer, Lane lane, long wanted) {
        for (int round = 0; round < ROUNDS; round++) {
            SaleLook look = look(offer);
            if (!look.isOpen()) {
                return new Found.Unknown();
            }
            look.lanes().forEach(this::finish);
            long here = look.lanes().get(lane.number()).available();
            if (here >= wanted) {
                return new Found.Stock();
            }
            if (look.available() >= wanted) {
                giver(look.lanes(), lane).ifPresent(giver -> move(giver, lane, wanted - here));
            } else if (look.onTheWay() == 0 && isStill(look, look(offer))) {
                return new Found.TooFew(look.available());
            }
        }
        return new Found.Unknown();
    }

    /// The second pass: nothing has come back to a lane, and no unit has moved, while the first was read.
    private static boolean isStill(SaleLook first, SaleLook second) {
        return second.isOpen()
                && IntStream.range(0, first.lanes().size())
                        .allMatch(i ->
                                isStill(first.lanes().get(i), second.lanes().get(i)));
    }

    private static boolean isStill(LaneLook was, LaneLook is) {
        return is.ups() == was.ups() && is.onTheWay() == 0 && is.available() <= was.available();
    }

    private static Optional<LaneLook> giver(List<LaneLook> looks, Lane taker) {
        return looks.stream()
                .filter(look -> !look.lane().equals(taker) && look.available() > 0)
                .max(Comparator.comparingLong(LaneLook::available));
    }

    private void move(LaneLook giver, Lane taker, long wanted) {
        List<String> keys = List.of(giver.lane().key("st"), giver.lane().key("notes"));
        String epoch = Long.toString(giver.epoch());
        Reply note = scripts.call(
                GIVE, keys, List.of(epoch, Integer.toString(taker.number()), Long.toString(Math.max(0, wanted))));
        if (!(note instanceof Reply.Done done) || Standing.of(note) != Standing.OPEN || done.number(1) == 0) {
            return;
        }
        Lane to = new Lane(giver.lane().sale(), (int) done.number(2));
        Reply booked = scripts.call(
                RECEIVE,
                List.of(to.key("st"), to.key("notes")),
                List.of(epoch, Integer.toString(giver.lane().number()), done.text(1), done.text(3)));
        if (Standing.of(booked) == Standing.OPEN) {
            var _ = scripts.call(STRIKE, keys, List.of(epoch, done.text(1)));
            signals.measures().moved(done.number(3));
        }
    }

    private SaleLook look(Offer offer) {
        return SaleLook.at(scripts, offer, offer.epoch()).join();
    }
}
