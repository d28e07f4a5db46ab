package doorbuster.door;

import doorbuster.catalog.CatalogSnapshot;
import doorbuster.order.Cancellation;
import doorbuster.order.Payment;
import doorbuster.order.PaymentEvent;
import doorbuster.reserve.Glance;
import doorbuster.reserve.Inventory;
import doorbuster.reserve.Reservation;
import doorbuster.reserve.Sales;
import doorbuster.sale.Acceptance;
import doorbuster.sale.Attempt;
import doorbuster.sale.BuyerId;
import doorbuster.sale.Offer;
import doorbuster.sale.Order;
import doorbuster.sale.OrderId;
import doorbuster.sale.OrderState;
import doorbuster.sale.SaleId;
import doorbuster.status.Orders;
import doorbuster.status.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A unit's stores in memory, written by hand after the ports' promises. Answers like the critical script: known
/// order, window, limit, stock.
public final class ModelUnit implements Sales, Inventory, Orders {
    public final Map<SaleId, Offer> offers = new ConcurrentHashMap<>();
    public final Map<SaleId, Long> stock = new ConcurrentHashMap<>();
    public final Map<OrderId, Order> orders = new HashMap<>();
    private static final int PER_MINUTE = 100;
    private final Map<String, Integer> attempts = new HashMap<>();
    public final AtomicInteger asked = new AtomicInteger();
    public volatile Optional<Reservation> nextAnswer = Optional.empty();
    public volatile CountDownLatch gate = new CountDownLatch(0);
    public volatile CatalogSnapshot catalog = ModelWares.catalog();

    public void put(Offer offer, long units) {
        offers.put(offer.id(), offer);
        stock.put(offer.id(), units);
    }

    @Override
    public Optional<Offer> find(SaleId id) {
        return Optional.ofNullable(offers.get(id));
    }

    @Override
    public Optional<Offer> find(int no) {
        return offers.values().stream().filter(offer -> offer.no() == no).findFirst();
    }

    @Override
    public List<Offer> all() {
        return offers.values().stream()
                .sorted(Comparator.comparing(Offer::opensAt)
                        .thenComparing(offer -> offer.id().value()))
                .toList();
    }

    @Override
    public Reservation reserve(Attempt attempt, int owed) {
        asked.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            return nextAnswer.orElseGet(
                    () -> recalled(attempt).or(() -> counted(attempt, owed)).orElseGet(() -> judge(attempt)));
        }
    }

    private Reservation judge(Attempt attempt) {
        Offer offer = Objects.requireNonNull(offers.get(attempt.sale()));
        Optional<Reservation> window = window(offer);
        if (window.isPresent()) {
            return window.get();
        }
        int taken = orders.values().stream()
                .filter(order ->
                        order.buyer().equals(attempt.buyer()) && order.sale().equals(attempt.sale()))
                .filter(order -> !order.state().isFinal())
                .mapToInt(Order::quantity)
                .sum();
        if (taken + attempt.quantity() > offer.perBuyerLimit()) {
            return new Reservation.OverLimit(taken, offer.perBuyerLimit());
        }
        long left = stock.getOrDefault(offer.id(), 0L);
        if (left < attempt.quantity()) {
            return left == 0 ? new Reservation.SoldOut() : new Reservation.NotEnough(left);
        }
        stock.put(offer.id(), left - attempt.quantity());
        orders.put(attempt.order(), order(offer, attempt, OrderState.ACCEPTED));
        return new Reservation.Accepted(new Acceptance(attempt, 1, offer.priceMinor(), Instant.now()));
    }

    private Optional<Reservation> window(Offer offer) {
        Instant now = Instant.now();
        return switch (offer.position()) {
            case CLOSED -> Optional.of(new Reservation.Closed());
            case PAUSED -> Optional.of(new Reservation.Paused());
            case ON -> {
                if (now.isBefore(offer.opensAt())) {
                    yield Optional.of(new Reservation.NotOpen(offer.opensAt()));
                }
                yield now.isBefore(offer.closesAt()) ? Optional.empty() : Optional.of(new Reservation.Closed());
            }
        };
    }

    private Optional<Reservation> recalled(Attempt attempt) {
        Order known = orders.get(attempt.order());
        if (known == null) {
            return Optional.empty();
        }
        if (known.quantity() != attempt.quantity()) {
            return Optional.of(new Reservation.Mismatch());
        }
        return Optional.of(
                known.state() == OrderState.ACCEPTED
                        ? new Reservation.Repeated(new Acceptance(attempt, 1, known.priceMinor(), Instant.now()))
                        : new Reservation.Known());
    }

    @Override
    public synchronized Optional<Reservation> recall(Attempt attempt, int owed) {
        asked.incrementAndGet();
        return recalled(attempt).or(() -> counted(attempt, owed));
    }

    /// The unit's count, as the script keeps it; the model's minute never ends.
    private Optional<Reservation> counted(Attempt attempt, int owed) {
        String who = attempt.sale() + " " + attempt.buyer();
        if (attempts.getOrDefault(who, 0) >= PER_MINUTE) {
            return Optional.of(new Reservation.RateLimited(PER_MINUTE, Duration.ofSeconds(60)));
        }
        attempts.merge(who, 1 + owed, Integer::sum);
        return Optional.empty();
    }

    @Override
    public synchronized Optional<Reservation> foretell(Offer offer, OrderId order, int quantity) {
        if (orders.containsKey(order) || nextAnswer.isPresent()) {
            return Optional.empty();
        }
        Optional<Reservation> window = window(offer);
        return window.isPresent() || stock.getOrDefault(offer.id(), 0L) > 0
                ? window
                : Optional.of(new Reservation.SoldOut());
    }

    @Override
    public Glance glance(Offer offer) {
        return new Glance(Instant.now(), stock.getOrDefault(offer.id(), 0L), Glance.Phase.OPEN, Duration.ZERO);
    }

    @Override
    public synchronized Sight find(OrderId order, BuyerId buyer) {
        Order known = orders.get(order);
        return known == null || !known.buyer().equals(buyer) ? new Sight.Stranger() : new Sight.Seen(known);
    }

    @Override
    public synchronized List<Order> of(BuyerId buyer) {
        return orders.values().stream()
                .filter(order -> order.buyer().equals(buyer))
                .toList();
    }

    @Override
    public Watch watch(OrderId order, BuyerId buyer) {
        return new ModelWatch(this, order, buyer);
    }

    /// Moves an order on, as settling would.
    public synchronized void move(OrderId id, OrderState state) {
        Order old = Objects.requireNonNull(orders.get(id));
        List<Order.Step> timeline = new ArrayList<>(old.timeline());
        timeline.add(new Order.Step(state, Instant.now()));
        orders.put(
                id,
                new Order(
                        id,
                        old.sale(),
                        old.buyer(),
                        old.quantity(),
                        state,
                        old.reason(),
                        old.priceMinor(),
                        old.currency(),
                        old.payBy(),
                        timeline));
        notifyAll();
    }

    public synchronized Cancellation cancel(OrderId id, BuyerId buyer) {
        Order order = orders.get(id);
        if (order == null || !order.buyer().equals(buyer)) {
            return new Cancellation.Stranger();
        }
        return switch (order.state()) {
            case ACCEPTED -> new Cancellation.Noted();
            case CONFIRMED -> {
                move(id, OrderState.CANCELLED);
                yield new Cancellation.Cancelled();
            }
            case CANCELLED -> new Cancellation.Cancelled();
            case PAID, EXPIRED, REFUSED -> new Cancellation.TooLate(order.state());
        };
    }

    public synchronized Payment count(PaymentEvent event) {
        if (!orders.containsKey(event.order())) {
            return new Payment.Stranger();
        }
        if (event.kind() == PaymentEvent.Kind.PAID) {
            move(event.order(), OrderState.PAID);
            return new Payment.Counted();
        }
        return new Payment.Stored();
    }

    private static Order order(Offer offer, Attempt attempt, OrderState state) {
        return new Order(
                attempt.order(),
                offer.id(),
                attempt.buyer(),
                attempt.quantity(),
                state,
                Optional.empty(),
                offer.priceMinor(),
                offer.currency(),
                Optional.empty(),
                List.of(new Order.Step(state, Instant.now())));
    }
}
