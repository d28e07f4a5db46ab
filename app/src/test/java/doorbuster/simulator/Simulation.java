package doorbuster.simulator;

import doorbuster.book.Books;
import doorbuster.book.Recovery;
import doorbuster.sale.BuyerId;
import doorbuster.sale.Lane;
import doorbuster.sale.Order;
import doorbuster.sale.OrderId;
import doorbuster.sale.OrderState;
import doorbuster.simulator.postgres.Tuple;
import doorbuster.simulator.redis.Lua;
import doorbuster.status.Sight;
import doorbuster.store.Sql;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// One seed from its beginning to its end: a sale is created, sold while things go wrong, healed, and looked over.
final class Simulation {
    private static final Sql CREATE = Sql.load(Recovery.class, "create");
    private static final long SLICE_MILLIS = 250;
    private static final long PATIENCE_MILLIS = 60_000;
    private final long seed;
    private final World world;
    private final Incidents incidents;

    /// What a seed came to.
    ///
    /// @param steps how often a thread was chosen to go on
    record Outcome(
            long seed,
            Shape shape,
            long steps,
            long millis,
            Map<String, Long> counts,
            Optional<Witness.Violation> violation) {}

    private Simulation(long seed, Optional<Theme> theme, Variant variant, Lua lua) {
        this.seed = seed;
        world = new World(new SplittableRandom(seed), theme, variant, lua);
        incidents = new Incidents(world);
    }

    /// Runs one seed; the same seed gives the same run.
    static Outcome run(long seed, Optional<Theme> theme, Variant variant, Lua lua) {
        Simulation simulation = new Simulation(seed, theme, variant, lua);
        try {
            simulation.play();
        } finally {
            simulation.world.end();
            simulation.world.loom().turn(PATIENCE_MILLIS);
        }
        return simulation.outcome();
    }

    private void play() {
        create(world);
        world.nodes().forEach(SimNode::start);
        Shape shape = world.shape();
        for (int i = 0; i < shape.buyers(); i++) {
            shop(i, shape.most());
        }
        incidents.plan();
        for (long at = 0; at < Incidents.OVER_MILLIS && isFine(); at += SLICE_MILLIS) {
            world.loom().turn(SLICE_MILLIS);
        }
        incidents.heal();
        // somebody new: the sale must sell again
        shop(shape.buyers(), 1);
        long waited = 0;
        while (isFine() && waited < PATIENCE_MILLIS && !isAtRest()) {
            world.loom().turn(SLICE_MILLIS);
            waited += SLICE_MILLIS;
        }
        if (isFine() && waited >= PATIENCE_MILLIS) {
            world.witness().violated("P3, P5: not at rest after 60 s of health: " + unrest());
        }
        if (isFine()) {
            balance();
        }
    }

    private void shop(int number, int most) {
        int orders = 1 + world.random().nextInt(2);
        world.shop(new Shopper(world, new BuyerId("buyer-" + number), orders, most));
    }

    /// Creates the sale of a world.
    static void create(World world) {
        Shape shape = world.shape();
        world.memory()
                .transaction(work -> work.query(
                        CREATE,
                        World.SALE.value(),
                        "SKU-1",
                        100L,
                        "EUR",
                        (long) shape.stock(),
                        shape.limit(),
                        world.began() + World.OPENS_MILLIS,
                        world.began() + World.CLOSES_MILLIS,
                        1_000L + world.random().nextInt(5_000),
                        "OFF",
                        0,
                        0,
                        false,
                        shape.lanes()));
    }

    private boolean isFine() {
        return world.witness().violation().isEmpty();
    }

    private boolean isAtRest() {
        return world.isEmpty() && unrest().isEmpty();
    }

    /// What is not final yet, in words; empty when nothing is owed to anybody.
    private String unrest() {
        StringBuilder words = new StringBuilder();
        if (!world.isEmpty()) {
            words.append("buyers wait; ");
        }
        if (world.witness().free() < 0) {
            words.append("lanes are not open; ");
        }
        for (int i = 0; i < world.shape().lanes(); i++) {
            Lane lane = new Lane(World.SALE, i);
            boolean owes = !world.redis().fields(lane.key("res")).isEmpty()
                    || world.redis().length(lane.key("q")) > 0
                    || world.redis().fields(lane.key("notes")).containsKey("open");
            if (owes) {
                words.append("lane ").append(i).append(" owes something; ");
            }
        }
        for (SimNode node : world.nodes()) {
            if (node.held.size() > 0) {
                words.append(node.name())
                        .append(" holds ")
                        .append(node.held.size())
                        .append("; ");
            }
        }
        long free = sale().number("allotted") - sale().number("sold");
        if (free != world.witness().free()) {
            words.append(free)
                    .append(" units are free, ")
                    .append(world.witness().free())
                    .append(" in the lanes; ");
        }
        return words.toString();
    }

    private Tuple sale() {
        return world.memory().tables().sale.find(World.SALE.value()).orElseThrow();
    }

    /// P3 for those who were told ACCEPTED and never asked, and P5 by the unit's own book; asked of a node.
    private void balance() {
        boolean[] over = {false};
        world.loom().start(() -> {
            SimNode node = world.nodes().getFirst();
            try {
                world.witness().buyers().forEach((order, buyer) -> last(node, order, buyer));
                Books.Reading reading = node.inside(() -> node.books.read(World.SALE));
                if (!(reading instanceof Books.Reading.Read(var sum)) || !sum.balanced()) {
                    world.witness().violated("P5: the book does not balance: " + reading);
                }
                over[0] = true;
            } catch (Loom.Crashed _) {
                // the world has ended
            }
        });
        for (int i = 0; i < 30 && !over[0]; i++) {
            world.loom().turn(SLICE_MILLIS);
        }
        if (!over[0] && isFine()) {
            world.witness().violated("P5: the book could not be read");
        }
    }

    private void last(SimNode node, OrderId order, BuyerId buyer) {
        long asked = world.loom().nanos();
        Sight sight = node.inside(() -> node.orders.find(order, buyer));
        if (sight instanceof Sight.Seen(Order seen) && seen.state() != OrderState.ACCEPTED) {
            world.witness().status(seen, asked);
        } else {
            world.witness().violated("P3: " + order + " is not final after a minute of health: " + sight);
        }
    }

    private Outcome outcome() {
        Map<String, Long> counts = new TreeMap<>(world.witness().counts());
        world.weather().counts().forEach((mishap, many) -> counts.put(mishap.name(), many));
        counts.merge("recovered", sale().number("epoch") - 1, Long::sum);
        long refused = world.nodes().stream()
                .mapToLong(node -> node.ledger().refused())
                .sum();
        counts.merge("refused by the guard", refused, Long::sum);
        return new Outcome(
                seed,
                world.shape(),
                world.loom().steps(),
                world.loom().millis() - world.began(),
                counts,
                world.witness().violation());
    }
}
