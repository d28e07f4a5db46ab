package doorbuster;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.reserve.Epochs;
import doorbuster.reserve.Held;
import doorbuster.reserve.Roster;
import doorbuster.rig.Rig;
import doorbuster.sale.Acceptance;
import doorbuster.sale.Attempt;
import doorbuster.sale.BuyerId;
import doorbuster.sale.IdempotencyKey;
import doorbuster.sale.Offer;
import doorbuster.sale.OrderId;
import doorbuster.sale.OrderIdMint;
import doorbuster.sale.OrderState;
import doorbuster.sale.SaleId;
import doorbuster.settle.HeldSweep;
import doorbuster.status.OrderRows;
import doorbuster.status.StatusOrders;
import doorbuster.status.Watches;
import doorbuster.store.PooledPostgres;
import doorbuster.store.Redis;
import doorbuster.store.Replication;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A node that was paused while the others handed in what they held.
class MissedHandInIT {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Epochs epochs = new Epochs();
    private final Held held = new Held(100, epochs);
    private Rig rig;
    private Redis redis;
    private PooledPostgres postgres;
    private OrderRows rows;

    @BeforeEach
    void start() {
        rig = Rig.start();
        var _ = rig.node();
        redis = rig.client();
        postgres = rig.tables();
        rows = new OrderRows(postgres, threads);
    }

    @AfterEach
    void stop() {
        postgres.close();
        redis.close();
        threads.close();
        rig.close();
    }

    @Test
    void an_order_that_came_too_late_to_be_handed_in_is_made_final_without_a_buyer_who_asks() throws Exception {
        SaleId sale = rig.sale("missed", 10, 1);
        Roster roster = new Roster(postgres);
        roster.refresh();
        Offer offer = roster.find(sale).orElseThrow();
        OrderIdMint mint = new OrderIdMint(new byte[32]);
        BuyerId buyer = new BuyerId("ann");
        OrderId order = mint.mint(sale, offer.no(), offer.lanes(), buyer, new IdempotencyKey("k"));
        epochs.learn(sale, offer.epoch());
        assertThat(held.keep(new Acceptance(
                        new Attempt(sale, order, "a".repeat(32), buyer, 1, ""), offer.epoch(), 1999, Instant.now())))
                .isTrue();
        StatusOrders orders = new StatusOrders(
                mint,
                rows,
                postgres,
                redis,
                Replication.unasked(),
                new SaleKeeper(roster, epochs, held, _ -> {}),
                new Watches(rows, 10));
        HeldSweep sweep = new HeldSweep(held, postgres, epochs, orders::find);
        sweep.sweep();
        sweep.sweep();
        assertThat(held.size()).as("its epoch is not over").isEqualTo(1);

        rig.redis.primaries().forEach(MissedHandInIT::empty);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            roster.refresh();
            return roster.unopened().isEmpty()
                    && roster.find(sale).orElseThrow().epoch() > offer.epoch();
        });
        epochs.learn(sale, roster.find(sale).orElseThrow().epoch());
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
            sweep.sweep();
            return held.size() == 0;
        });

        assertThat(rows.find(order).orElseThrow().state()).isEqualTo(OrderState.EXPIRED);
        assertThat(rig.balanced(sale).available()).isEqualTo(10);
    }

    private static void empty(doorbuster.infra.local.RedisNode node) {
        try {
            node.ask("FLUSHALL");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
