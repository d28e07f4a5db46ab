package doorbuster.reserve;

import doorbuster.sale.Acceptance;
import doorbuster.sale.Attempt;
import doorbuster.sale.Lane;
import doorbuster.sale.Offer;
import doorbuster.sale.OrderId;
import doorbuster.sale.SaleId;
import doorbuster.store.Replication;
import doorbuster.store.Scripts;
import doorbuster.store.Standing;
import doorbuster.store.Together;
import doorbuster.telemetry.Signals;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The stock in the lanes of Redis. Nobody hears that it is sold out while another lane has a unit.
public final class LaneInventory implements Inventory {
    /// How often an attempt is asked again after units were brought to its lane; others may take them first.
    private static final int MOVES = 100;

    private final Scripts scripts;
    private final ReserveSettings settings;
    private final Epochs epochs;
    private final Held held;
    private final Pulse pulse;
    private final Transfers transfers;
    private final Distress distress;
    private final Replication replication;
    private final Supplier<String> rids;
    private final Consumer<Lane> accepted;
    private final Signals signals;
    private final ConcurrentHashMap<Lane, Together<LaneCall.Question, LaneCall.Outcome>> queues =
            new ConcurrentHashMap<>();

    /// @param replication asked before anything is called ACCEPTED
    /// @param rids makes 128 random bits in hexadecimal for each try
    /// @param accepted told after each acceptance, so that the lane's reader on this node need not wait
    public LaneInventory(
            Scripts scripts,
            ReserveSettings settings,
            Epochs epochs,
            Held held,
            Pulse pulse,
            Transfers transfers,
            Distress distress,
            Replication replication,
            Supplier<String> rids,
            Consumer<Lane> accepted,
            Signals signals) {
        this.scripts = scripts;
        this.settings = settings;
        this.epochs = epochs;
        this.held = held;
        this.pulse = pulse;
        this.transfers = transfers;
        this.distress = distress;
        this.replication = replication;
        this.rids = rids;
        this.accepted = accepted;
        this.signals = signals;
    }

    @Override
    public Reservation reserve(Attempt attempt, int owed) {
        if (held.isFull()) {
            return new Reservation.Unavailable("this node holds as many unsettled orders as it may");
        }
        return asked(new LaneCall.Question(attempt, true, owed))
                .orElseThrow(() -> new IllegalStateException("reserve.lua did not decide"));
    }

    @Override
    public Optional<Reservation> recall(Attempt attempt, int owed) {
        return asked(new LaneCall.Question(attempt, false, owed));
    }

    @Override
    public Optional<Reservation> foretell(Offer offer, OrderId order, int quantity) {
        return pulse.foretell(offer, order);
    }

    @Override
    public Glance glance(Offer offer) {
        return pulse.glance(offer);
    }

    /// Attempts that wait for a call, over all lanes.
    public int waiting() {
        return queues.values().stream().mapToInt(Together::depth).sum();
    }

    private Optional<Reservation> asked(LaneCall.Question question) {
        Lane lane = Lane.of(question.attempt().sale(), question.attempt().order());
        Optional<Reservation> answer = tried(lane, question);
        for (int i = 0; i < MOVES && isShort(answer); i++) {
            switch (transfers.fill(lane, question.attempt().quantity())) {
                case Transfers.Found.Stock() -> answer = tried(lane, question.counted());
                case Transfers.Found.TooFew(long left) -> {
                    return Optional.of(left == 0 ? new Reservation.SoldOut() : new Reservation.NotEnough(left));
                }
                case Transfers.Found.Unknown() -> {
                    return Optional.of(new Reservation.Unavailable("the lanes cannot be evened out now"));
                }
            }
        }
        return isShort(answer) ? Optional.of(new Reservation.Unavailable("units are moving between lanes")) : answer;
    }

    private static boolean isShort(Optional<Reservation> answer) {
        return answer.filter(a -> a instanceof Reservation.SoldOut || a instanceof Reservation.NotEnough)
                .isPresent();
    }

    private Optional<Reservation> tried(Lane lane, LaneCall.Question question) {
        Optional<Reservation> answer = once(lane, question);
        for (int i = 1; i < settings.tries() && isUnknown(answer); i++) {
            Optional<Reservation> again = once(lane, question.again(rids.get()));
            // a try that nobody decided says nothing of the one before it, which may have taken
            answer = isUndecided(again) ? answer : again;
        }
        return answer;
    }

    private static boolean isUndecided(Optional<Reservation> answer) {
        return answer.filter(Reservation.Unavailable.class::isInstance).isPresent();
    }

    private static boolean isUnknown(Optional<Reservation> answer) {
        return answer.filter(Reservation.Unknown.class::isInstance).isPresent();
    }

    private Optional<Reservation> once(Lane lane, LaneCall.Question question) {
        CompletableFuture<LaneCall.Outcome> waiting =
                queues.computeIfAbsent(lane, this::queue).ask(question);
        if (waiting == null) {
            return Optional.of(new Reservation.Unavailable("too many attempts are waiting for this sale"));
        }
        try {
            return told(lane, waiting.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new Reservation.Unknown("interrupted"));
        } catch (ExecutionException e) {
            return Optional.of(new Reservation.Unknown(String.valueOf(e.getCause())));
        }
    }

    /// Turns an outcome into what may be told: whoever says ACCEPTED holds the attempt first, and a reply of an older
    /// epoch than this node knows is unknown.
    private Optional<Reservation> told(Lane lane, LaneCall.Outcome outcome) {
        report(lane.sale(), outcome);
        return outcome.reservation().map(reservation -> switch (reservation) {
            case Reservation.Accepted a -> hold(lane, a.acceptance(), a);
            case Reservation.Repeated r -> hold(lane, r.acceptance(), r);
            case Reservation other -> other;
        });
    }

    private Reservation hold(Lane lane, Acceptance acceptance, Reservation answer) {
        if (!held.keep(acceptance)) {
            return new Reservation.Unknown("taken, but not held: its epoch is over or this node's memory is full");
        }
        accepted.accept(lane);
        return answer;
    }

    private void report(SaleId sale, LaneCall.Outcome outcome) {
        Standing standing = outcome.standing();
        if (standing == Standing.OPEN || standing == Standing.NOT_RUN || standing == Standing.UNKNOWN) {
            return;
        }
        pulse.stir(sale);
        if (outcome.epoch() > epochs.of(sale)) {
            distress.epochMoved(sale);
        } else if (standing == Standing.COLD || standing == Standing.FENCED) {
            distress.recover(sale, "an attempt met a lane that is " + standing);
        }
    }

    private Together<LaneCall.Question, LaneCall.Outcome> queue(Lane lane) {
        LaneCall call = new LaneCall(lane, scripts, replication, epochs, settings.perMinute(), signals);
        return new Together<>(settings.perCall(), settings.calls(), settings.waiting(), settings.gather(), call::take);
    }
}
