package doorbuster.simulator;

import doorbuster.order.Cancellation;
import doorbuster.order.PaymentEvent;
import doorbuster.reserve.Reservation;
import doorbuster.sale.Acceptance;
import doorbuster.sale.Attempt;
import doorbuster.sale.BuyerId;
import doorbuster.sale.IdempotencyKey;
import doorbuster.sale.Offer;
import doorbuster.sale.Order;
import doorbuster.sale.OrderId;
import doorbuster.sale.OrderState;
import doorbuster.status.Sight;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// One buyer: tries to buy on any node, asks again when he was told nothing, asks what became of his order until he
/// knows, and then pays, cancels or does neither.
final class Shopper implements Runnable {
    private static final int TRIES = 40;
    private static final int POLLS = 400;
    private static final int SELDOM = 25;
    private static final long STALE_NANOS = SimNode.PULSE.toNanos() * 5;
    private final World world;
    private final RandomGenerator random;
    private final BuyerId buyer;
    private final int orders;
    private final int most;
    private final Theme theme;

    Shopper(World world, BuyerId buyer, int orders, int most) {
        this.world = world;
        random = world.random();
        this.buyer = buyer;
        this.orders = orders;
        this.most = most;
        theme = world.shape().theme();
    }

    /// What a try came to.
    private enum Told {
        TAKEN,
        NO,
        NOTHING
    }

    @Override
    public void run() {
        try {
            // a sale whose units move all the time is one that everybody comes to at once
            rest(theme == Theme.BUSY_LANES ? 1_000 : 2_500);
            for (int i = 0; i < orders && !world.isEnding(); i++) {
                buy(new IdempotencyKey("key-" + i), 1 + random.nextInt(most));
                rest(400);
            }
        } catch (RuntimeException e) {
            world.witness().violated("a buyer was told " + e, e);
        }
        world.shopperLeft();
    }

    private void buy(IdempotencyKey key, int quantity) {
        OrderId order = world.mint().mint(World.SALE, 1, world.shape().lanes(), buyer, key);
        boolean first = theme == Theme.STUCK_QUESTION;
        if (first || random.nextInt(3) == 0) {
            world.loom().start(() -> peep(order));
        }
        rest(first ? 400 : 1);
        for (int i = 0; i < TRIES && !world.isEnding(); i++) {
            Told told = asked(node -> attempt(node, order, quantity)).orElse(Told.NOTHING);
            if (told == Told.TAKEN) {
                // some go away with their "accepted" and never ask
                if (random.nextInt(3) > 0) {
                    follow(order, quantity);
                }
                again(order, quantity);
                return;
            }
            if (told == Told.NO && random.nextInt(3) > 0) {
                return;
            }
            if (told == Told.NOTHING && i > 0 && random.nextInt(theme == Theme.UNHEARD ? 3 : SELDOM) == 0) {
                // gives up without a word
                return;
            }
            if (i > 2 && random.nextInt(5) == 0) {
                // the order's URL tells as well as the same key
                follow(order, quantity);
                return;
            }
            rest(250);
        }
    }

    /// Sends an attempt once more that has its order: nothing new may come of it.
    private void again(OrderId order, int quantity) {
        if (random.nextInt(4) == 0) {
            rest(1_500);
            asked(node -> attempt(node, order, quantity));
        }
    }

    /// The same buyer on another device asks for the order while it is still being placed.
    private void peep(OrderId order) {
        for (int i = 0; i < 3 && !world.isEnding(); i++) {
            rest(120);
            look(order);
        }
    }

    private Optional<Order> look(OrderId order) {
        long asked = world.loom().nanos();
        Optional<Order> seen = asked(node -> node.orders.find(order, buyer)).flatMap(Shopper::order);
        seen.ifPresent(found -> world.witness().status(found, asked));
        return seen;
    }

    /// Asks any living node; nothing when there is none, or it dies before it answers.
    private <T> Optional<T> asked(Function<SimNode, T> question) {
        SimNode node = world.anyNode();
        if (node == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(node.inside(() -> question.apply(node)));
        } catch (Loom.Crashed _) {
            return Optional.empty();
        }
    }

    private Told attempt(SimNode node, OrderId order, int quantity) {
        long asked = world.loom().nanos();
        Optional<Offer> offer = node.roster.find(World.SALE);
        if (offer.isEmpty()) {
            return Told.NOTHING;
        }
        Optional<Reservation> foretold = node.inventory.foretell(offer.get(), order, quantity);
        if (foretold.isPresent()) {
            world.witness().saw("foretold");
            return told(node, order, foretold.get(), asked - STALE_NANOS);
        }
        Attempt attempt = new Attempt(World.SALE, order, world.rid(), buyer, quantity, "");
        Reservation answer = node.inventory.reserve(attempt, 0);
        if (answer instanceof Reservation.Unknown && world.variant().holdsUnknown()) {
            node.held.keep(new Acceptance(
                    attempt,
                    node.epochs.of(World.SALE),
                    100,
                    Instant.ofEpochMilli(world.loom().millis())));
        }
        return node.isAlive() ? told(node, order, answer, asked) : Told.NOTHING;
    }

    private Told told(SimNode node, OrderId order, Reservation answer, long since) {
        return switch (answer) {
            case Reservation.Accepted(Acceptance acceptance) -> accepted(order, acceptance, true, since);
            case Reservation.Repeated(Acceptance acceptance) -> accepted(order, acceptance, false, since);
            case Reservation.Known() -> Told.TAKEN;
            case Reservation.SoldOut() -> {
                if (!world.redis().wasMisled(node.incarnation())) {
                    world.witness().soldOut(since);
                }
                yield no(node, order, "sold-out", since);
            }
            case Reservation.NotEnough _ -> no(node, order, "not-enough", since);
            case Reservation.OverLimit _ -> no(node, order, "over-limit", since);
            case Reservation.Mismatch _,
                    Reservation.RateLimited _,
                    Reservation.Blocked _,
                    Reservation.NotListed _,
                    Reservation.Closed _ -> no(node, order, answer.getClass().getSimpleName(), since);
            case Reservation.NotOpen _, Reservation.Paused _, Reservation.Unavailable _, Reservation.Unknown _ ->
                Told.NOTHING;
        };
    }

    private Told accepted(OrderId order, Acceptance acceptance, boolean anew, long since) {
        world.witness().accepted(order, buyer, acceptance.at().toEpochMilli(), anew, since);
        return Told.TAKEN;
    }

    private Told no(SimNode node, OrderId order, String why, long since) {
        // a node that still speaks to a primary that was replaced knows no better
        if (!world.redis().wasMisled(node.incarnation())) {
            world.witness().refused(order, why, since);
        }
        return Told.NO;
    }

    /// Asks until the order is confirmed or final, and ends it one way or another.
    private void follow(OrderId order, int quantity) {
        boolean acted = false;
        boolean fickle = theme == Theme.UNHEARD || theme == Theme.STUCK_RECOVERY || theme == Theme.BUSY_LANES;
        boolean early = random.nextInt(fickle ? 2 : 8) == 0;
        for (int i = 0; i < POLLS && !world.isEnding(); i++) {
            if (early) {
                early = asked(node -> node.life.cancel(order, buyer)).isEmpty();
            }
            Optional<Order> seen = look(order);
            if (seen.isPresent() && seen.get().state().isFinal()) {
                return;
            }
            if (seen.isPresent() && seen.get().state() == OrderState.CONFIRMED && !acted) {
                acted = act(seen.get(), quantity);
                if (acted && random.nextInt(3) == 0) {
                    return;
                }
            }
            rest(acted ? 800 : 200);
        }
    }

    private static Optional<Order> order(Sight sight) {
        return sight instanceof Sight.Seen(Order order) ? Optional.of(order) : Optional.empty();
    }

    private boolean act(Order order, int quantity) {
        int way = random.nextInt(5);
        return switch (way) {
            case 0, 1 -> {
                // the second pays when it may be too late
                rest(1 + way * 8_000);
                PaymentEvent event = new PaymentEvent(
                        "pay-" + order.id(), order.id(), PaymentEvent.Kind.PAID, 100L * quantity, "EUR", Instant.EPOCH);
                yield asked(node -> node.life.count(event)).isPresent();
            }
            case 2 ->
                asked(node -> node.life.cancel(order.id(), buyer))
                        .filter(answer -> !(answer instanceof Cancellation.Unavailable))
                        .isPresent();
            default -> true;
        };
    }

    private void rest(int atMostMillis) {
        world.loom().pause(null, random.nextInt(1_000 * atMostMillis));
    }
}
