package doorbuster.simulator;

import doorbuster.sale.Lane;
import doorbuster.sale.OrderIdMint;
import doorbuster.sale.SaleId;
import doorbuster.simulator.postgres.MemoryPostgres;
import doorbuster.simulator.postgres.Tables;
import doorbuster.simulator.redis.Lua;
import doorbuster.simulator.redis.MemoryRedis;
import doorbuster.store.Postgres;
import doorbuster.store.Scripts;
import doorbuster.store.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One simulated unit: its stores, nodes and buyers, and the loom that lets them act.
final class World {
    static final SaleId SALE = new SaleId("drop");
    static final long OPENS_MILLIS = 600;
    static final long CLOSES_MILLIS = 3_600_000;
    private static final long AFTER_FAILURE = 250;
    private final RandomGenerator random;
    private final Variant variant;
    private final Shape shape;
    private final Loom loom;
    private final Weather weather;
    private final MemoryRedis redis;
    private final MemoryPostgres postgres;
    private final Witness witness;
    private final List<SimNode> nodes = new ArrayList<>();
    private final OrderIdMint mint = new OrderIdMint(new byte[32]);
    private final long began;
    private int shopping;
    private boolean ending;

    /// @param theme the kind of trouble, drawn when there is none
    World(RandomGenerator random, Optional<Theme> theme, Variant variant, Lua lua) {
        this.random = random;
        this.variant = variant;
        shape = Shape.of(theme.orElseGet(() -> Theme.of(random)), random);
        loom = new Loom(random);
        began = loom.millis();
        weather = new Weather(random);
        witness = new Witness(this);
        Map<Sql, Tables.Statement> statements = MemoryPostgres.statements();
        variant.change(statements);
        postgres = new MemoryPostgres(loom::millis, statements, witness::committed);
        redis = new MemoryRedis(lua, loom::millis, () -> hex(40), variant::text, shape.primaries());
        for (int i = 0; i < shape.nodes(); i++) {
            nodes.add(node("node-" + i));
        }
    }

    /// Starts a node in the place of one that is gone.
    void replace(int place) {
        SimNode node = node(nodes.get(place).name());
        nodes.set(place, node);
        node.start();
    }

    private SimNode node(String name) {
        return new SimNode(name, name + "-" + hex(16), this, mint, this::rid);
    }

    /// Does something again and again on a thread of a node, as the unit's loops do; a bug is a violation.
    void keepDoing(SimNode node, long restMillis, Step step) {
        loom.start(() -> {
            try {
                while (node.isAlive() && !ending) {
                    long rest = restMillis;
                    try {
                        node.inside(() -> done(step));
                    } catch (Postgres.Away _) {
                        rest = AFTER_FAILURE;
                    }
                    loom.pause(node, rest * 1_000 + random.nextInt(20_000));
                }
            } catch (Loom.Crashed _) {
                postgres.disconnected(node.incarnation());
            } catch (RuntimeException e) {
                witness.violated("a loop of " + node.name() + " failed by a bug: " + e, e);
            }
        });
    }

    /// One step of a loop.
    interface Step {
        void run() throws InterruptedException;
    }

    private static boolean done(Step step) {
        try {
            step.run();
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }

    Scripts scripts(String client, Loom.Running process) {
        return new NodeScripts(client, process, redis, loom, weather, random, witness::scriptRan);
    }

    Postgres postgres(String client, Loom.Running process) {
        return new NodePostgres(client, process, postgres, loom, weather);
    }

    /// A node that is alive, if there is one.
    @Nullable
    SimNode anyNode() {
        List<SimNode> living = nodes.stream().filter(SimNode::isAlive).toList();
        return living.isEmpty() ? null : living.get(random.nextInt(living.size()));
    }

    List<SimNode> nodes() {
        return nodes;
    }

    /// Another buyer came.
    void shop(Shopper shopper) {
        shopping++;
        loom.start(shopper);
    }

    /// A buyer has all the answers he wanted.
    void shopperLeft() {
        shopping--;
    }

    /// Whether nobody is buying.
    boolean isEmpty() {
        return shopping == 0;
    }

    /// Whether everybody is to stop where he is.
    boolean isEnding() {
        return ending;
    }

    void end() {
        ending = true;
        nodes.forEach(SimNode::die);
    }

    String rid() {
        return variant.rid(hex(32), redis.fields(new Lane(SALE, 0).key("st")));
    }

    private String hex(int digits) {
        StringBuilder text = new StringBuilder(digits);
        while (text.length() < digits) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }

    RandomGenerator random() {
        return random;
    }

    Variant variant() {
        return variant;
    }

    Shape shape() {
        return shape;
    }

    Loom loom() {
        return loom;
    }

    Weather weather() {
        return weather;
    }

    MemoryRedis redis() {
        return redis;
    }

    MemoryPostgres memory() {
        return postgres;
    }

    Witness witness() {
        return witness;
    }

    /// When the world began, milliseconds since 1970.
    long began() {
        return began;
    }

    OrderIdMint mint() {
        return mint;
    }
}
