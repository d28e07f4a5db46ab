package doorbuster;

import doorbuster.book.Audits;
import doorbuster.catalog.Catalog;
import doorbuster.catalog.CatalogSnapshot;
import doorbuster.console.Health;
import doorbuster.door.Tally;
import doorbuster.store.Usage;
import doorbuster.telemetry.Meters.Board;
import doorbuster.telemetry.Metric;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/// The figures of a node that are read from memory when somebody scrapes them.
final class NodeFigures {
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");
    private static final AttributeKey<String> RESULT = AttributeKey.stringKey("result");
    private static final AttributeKey<String> STORE = AttributeKey.stringKey("store");
    private static final AttributeKey<String> POOL_NAME = AttributeKey.stringKey("db.client.connection.pool.name");
    private static final AttributeKey<String> POOL_STATE = AttributeKey.stringKey("db.client.connection.state");
    private static final String POOL = "postgres";
    private final Engine engine;
    private final Tally tally;
    private final NodeHealth health;
    private final Catalog catalog;
    private final BooleanSupplier ready;

    NodeFigures(Engine engine, Tally tally, NodeHealth health, Catalog catalog, BooleanSupplier ready) {
        this.engine = engine;
        this.tally = tally;
        this.health = health;
        this.catalog = catalog;
        this.ready = ready;
    }

    /// Hangs the figures of the node and of its sales into the metrics.
    void observe() {
        engine.ground
                .signals()
                .measures()
                .meters()
                .observe(
                        List.of(
                                Metric.ATTEMPTS,
                                Metric.RESERVE_WAITING,
                                Metric.HELD,
                                Metric.HELD_LIMIT,
                                Metric.GUARD_REFUSED,
                                Metric.BOOK_AUDITS,
                                Metric.CATALOG_VERSION,
                                Metric.CATALOG_PRODUCTS,
                                Metric.STORE_UP,
                                Metric.READY,
                                Metric.DRAINING,
                                Metric.ATTEMPT_LOG,
                                Metric.POOL,
                                Metric.POOL_MOST,
                                Metric.POOL_WAITING),
                        this::look);
        new SaleFigures(engine).observe();
    }

    private void look(Board board) {
        tally.each((outcome, count) -> board.set(Metric.ATTEMPTS, count, Attributes.of(OUTCOME, outcome)));
        board.set(Metric.RESERVE_WAITING, engine.reserving.inventory.waiting());
        board.set(Metric.HELD, engine.ground.held().size());
        board.set(Metric.HELD_LIMIT, engine.ground.held().most());
        board.set(Metric.GUARD_REFUSED, engine.ground.ledger().refused());
        for (Audits.Result result : Audits.Result.values()) {
            String word = result.name().toLowerCase(Locale.ROOT);
            board.set(Metric.BOOK_AUDITS, engine.mending.audits.count(result), Attributes.of(RESULT, word));
        }
        board.set(Metric.ATTEMPT_LOG, engine.attempts.written(), Attributes.of(RESULT, "written"));
        board.set(Metric.ATTEMPT_LOG, engine.attempts.dropped(), Attributes.of(RESULT, "dropped"));
        board.set(Metric.ATTEMPT_LOG, engine.attempts.failed(), Attributes.of(RESULT, "failed"));
        CatalogSnapshot shown = catalog.now();
        board.set(Metric.CATALOG_VERSION, shown.version());
        board.set(Metric.CATALOG_PRODUCTS, shown.products().size());
        for (Health.Check store : health.stores()) {
            board.set(Metric.STORE_UP, store.up() ? 1 : 0, Attributes.of(STORE, store.name()));
        }
        board.set(Metric.READY, ready.getAsBoolean() ? 1 : 0);
        board.set(Metric.DRAINING, engine.unitSwitch.isDraining() ? 1 : 0);
        pool(board, engine.ground.postgres().usage());
    }

    private static void pool(Board board, Usage usage) {
        board.set(Metric.POOL, usage.used(), Attributes.of(POOL_NAME, POOL, POOL_STATE, "used"));
        board.set(Metric.POOL, usage.idle(), Attributes.of(POOL_NAME, POOL, POOL_STATE, "idle"));
        board.set(Metric.POOL_MOST, usage.most(), Attributes.of(POOL_NAME, POOL));
        board.set(Metric.POOL_WAITING, usage.waiting(), Attributes.of(POOL_NAME, POOL));
    }
}
