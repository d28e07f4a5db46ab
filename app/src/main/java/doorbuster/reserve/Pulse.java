package doorbuster.reserve;

import doorbuster.sale.Offer;
import doorbuster.sale.OrderId;
import doorbuster.sale.SaleId;
import doorbuster.store.Scripts;
import doorbuster.store.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Looks at every lane of every sale several times a second, so that the door can refuse the hopeless without asking.
/// A sale that is over and wholly settled is left alone after a while.
public final class Pulse {
    private static final Duration LONG = Duration.ofHours(1);
    /// How long a sale goes unremembered whose orders could not be had: Postgres is away, or they are too many.
    private static final Duration LATER = Duration.ofSeconds(10);
    private final Scripts scripts;
    private final Sales sales;
    private final Transfers transfers;
    private final Epochs epochs;
    private final Distress distress;
    private final KnownOrders orders;
    private final ReserveSettings settings;
    private final Consumer<LaneLook> observer;
    private final ConcurrentHashMap<SaleId, SaleLook> looks = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<SaleId, Quiet> quiet = new ConcurrentHashMap<>();
    private final Map<SaleId, Long> unremembered = new HashMap<>();
    private final Over over;

    /// @param observer told of every look: the lane's reader and the metrics
    public Pulse(
            Scripts scripts,
            Sales sales,
            Transfers transfers,
            Epochs epochs,
            Distress distress,
            KnownOrders orders,
            ReserveSettings settings,
            Consumer<LaneLook> observer) {
        this.scripts = scripts;
        this.sales = sales;
        this.transfers = transfers;
        this.epochs = epochs;
        this.distress = distress;
        this.orders = orders;
        this.settings = settings;
        this.observer = observer;
        over = new Over(settings.lookAfterwards());
    }

    /// Looks once at every lane of the sales that are watched; blocks until all have answered or timed out.
    /// Not safe for use by two threads at once.
    public void beat() {
        sales.all().stream()
                .filter(this::isWatched)
                .map(offer -> SaleLook.at(scripts, offer, epochs.of(offer.id())).thenAccept(this::saw))
                .toList()
                .forEach(CompletableFuture::join);
        // a note that was left behind by a node that died
        List<SaleLook> fresh =
                looks.values().stream().filter(look -> isWatched(look.offer())).toList();
        fresh.forEach(look -> look.lanes().forEach(transfers::finish));
        fresh.forEach(this::settleDown);
        looks.keySet().removeIf(id -> sales.find(id).isEmpty());
        // nobody would be answered by what is remembered of a sale that is not looked at
        quiet.keySet().removeIf(id -> sales.find(id).filter(this::isWatched).isEmpty());
    }

    /// How many sales are remembered with their orders.
    int remembered() {
        return quiet.size();
    }

    /// Whether a sale is looked at: not when it is over and has been wholly settled for a while.
    public boolean isWatched(Offer offer) {
        return over.isWatched(offer, scripts.nanos());
    }

    /// Somebody asks for an order that Postgres does not have, or met a lane that is not sound: the sale is looked at.
    public void stir(SaleId sale) {
        over.stir(sale);
    }

    /// The last look at a sale, if there was one.
    public Optional<SaleLook> look(SaleId sale) {
        return Optional.ofNullable(looks.get(sale));
    }

    /// As [Inventory#foretell].
    Optional<Reservation> foretell(Offer offer, OrderId order) {
        Quiet known = quiet.get(offer.id());
        SaleLook look = looks.get(offer.id());
        if (known == null
                || look == null
                || known.key().version() != offer.version()
                || known.key().epoch() != epochs.of(offer.id())
                || look.age(scripts.nanos()).compareTo(settings.pulse().multipliedBy(5)) > 0
                || known.hasOpened(look.now(scripts.nanos()))
                || known.knows(order)) {
            return Optional.empty();
        }
        return Optional.of(known.answer());
    }

    /// As [Inventory#glance].
    Glance glance(Offer offer) {
        SaleLook look = looks.get(offer.id());
        if (look == null || look.lanes().stream().anyMatch(lane -> isSilent(lane.standing()))) {
            return new Glance(Instant.now(), 0, Glance.Phase.UNKNOWN, look == null ? LONG : look.age(scripts.nanos()));
        }
        boolean open = look.lanes().stream().allMatch(lane -> lane.standing() == Standing.OPEN);
        return new Glance(
                look.now(scripts.nanos()),
                look.available() + look.onTheWay(),
                open ? Glance.Phase.OPEN : Glance.Phase.RECOVERING,
                look.age(scripts.nanos()));
    }

    private void saw(SaleLook look) {
        SaleId sale = look.offer().id();
        for (LaneLook lane : look.lanes()) {
            observer.accept(lane);
            if (lane.epoch() > epochs.of(sale)) {
                distress.epochMoved(sale);
            } else if (lane.standing() == Standing.COLD || lane.standing() == Standing.FENCED) {
                distress.recover(sale, "lane " + lane.lane() + " is " + lane.standing());
            }
        }
        looks.put(sale, look);
        over.saw(look, scripts.nanos());
        Quiet known = quiet.get(sale);
        if (known != null
                && !Quiet.answer(look, scripts.nanos())
                        .map(answer -> Quiet.key(look, answer))
                        .equals(Optional.of(known.key()))) {
            quiet.remove(sale);
        }
    }

    /// A sale that accepts nothing is remembered with its orders. Sold out needs a second look at all lanes after the
    /// first saw none left: a unit may have moved between two lanes while they were read one after the other.
    private void settleDown(SaleLook first) {
        SaleId sale = first.offer().id();
        Optional<Reservation> answer = Quiet.answer(first, scripts.nanos());
        if (answer.isEmpty() || quiet.containsKey(sale) || settings.known() == 0 || isLater(sale)) {
            return;
        }
        Quiet.Key key = Quiet.key(first, answer.get());
        SaleLook second =
                SaleLook.at(scripts, first.offer(), first.offer().epoch()).join();
        if (!Quiet.answer(second, scripts.nanos())
                .map(a -> Quiet.key(second, a))
                .equals(Optional.of(key))) {
            return;
        }
        orders.of(first.offer(), settings.known())
                .ifPresentOrElse(
                        list -> quiet.put(sale, new Quiet(key, answer.get(), list.stream())),
                        () -> unremembered.put(sale, scripts.nanos()));
    }

    private boolean isLater(SaleId sale) {
        Long since = unremembered.get(sale);
        if (since != null && scripts.nanos() - since >= LATER.toNanos()) {
            unremembered.remove(sale);
            return false;
        }
        return since != null;
    }

    private static boolean isSilent(Standing standing) {
        return standing == Standing.NOT_RUN || standing == Standing.UNKNOWN;
    }
}
