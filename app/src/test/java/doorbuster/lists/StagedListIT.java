package doorbuster.lists;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.admission.BuyerLists;
import doorbuster.admission.ListUpload;
import doorbuster.infra.local.RedisNode;
import doorbuster.rig.Buyer;
import doorbuster.rig.Rig;
import doorbuster.sale.BuyerId;
import doorbuster.sale.SaleId;
import doorbuster.store.PooledPostgres;
import doorbuster.store.Redis;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A list on its way: nothing of it counts before all of it does, whatever becomes of the set beside the one in force.
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StagedListIT {
    private static final int BUYERS = 20_000;
    private static final String STAGED = "local k = redis.call('KEYS', ARGV[1] .. ':allow:*-*') ";
    private static final String TAKE_ONE = STAGED + "return redis.call('SPOP', k[1])";
    private static final String FORGET = STAGED + "return redis.call('DEL', k[1])";
    private static final String COUNT = STAGED + "return #k";
    private Rig rig;
    private Redis redis;
    private PooledPostgres postgres;
    private int port;

    @BeforeAll
    void start() {
        rig = Rig.start();
        port = rig.node().publicPort();
        redis = rig.client();
        postgres = rig.tables();
        Awaitility.await().until(redis::answers);
    }

    @AfterAll
    void stop() {
        postgres.close();
        redis.close();
        rig.close();
    }

    @Test
    void a_set_that_lost_members_is_made_from_postgres_before_it_counts() throws IOException {
        SaleId sale = activated("holed", TAKE_ONE);
        for (int i = 0; i < BUYERS; i += 997) {
            mayBuy(sale, i);
        }
    }

    @Test
    void a_set_that_redis_forgot_is_made_from_postgres() throws IOException {
        SaleId sale = activated("forgotten", FORGET);
        mayBuy(sale, 3);
    }

    @Test
    void a_node_that_ends_between_commit_and_swap_leaves_the_rest_to_the_others() throws Exception {
        SaleId sale = rig.sale("crashed", 50, 1, true, Instant.now().minusSeconds(60));
        try (ListUpload.Draft draft = drafted(sale)) {
            redis.close();
            draft.activate("test");
        } finally {
            redis = rig.client();
        }
        mayBuy(sale, 4);
    }

    @Test
    void a_list_that_is_given_up_leaves_nothing_behind() throws IOException {
        SaleId sale = rig.sale("given-up", 50, 1, true, Instant.now().minusSeconds(60));
        try (ListUpload.Draft _ = drafted(sale)) {
            assertThat(ask(sale, COUNT)).as("beside the set in force").isEqualTo("1");
        }
        assertThat(ask(sale, COUNT)).isEqualTo("0");
    }

    /// A sale whose list came into force after a script was at the set on its way.
    private SaleId activated(String name, String script) throws IOException {
        SaleId sale = rig.sale(name, 50, 1, true, Instant.now().minusSeconds(60));
        try (ListUpload.Draft draft = drafted(sale)) {
            ask(sale, script);
            draft.activate("test");
        }
        return sale;
    }

    private ListUpload.Draft drafted(SaleId sale) {
        ListUpload.Draft draft = new BuyerLists(postgres, redis, _ -> 1).begin(sale, ListUpload.Kind.ALLOW);
        IntStream.range(0, BUYERS).forEach(i -> draft.add(new BuyerId("buyer-" + i)));
        return draft;
    }

    private void mayBuy(SaleId sale, int number) {
        Buyer buyer = Buyer.signedIn(port, "buyer-" + number);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> buyer.buy(port, sale.value(), "k", 1).status() / 100 == 2);
    }

    private String ask(SaleId sale, String script) throws IOException {
        RedisNode primary = rig.redis.primaryOf("{" + sale + ":0}:st");
        return primary.ask("EVAL", script, "0", "{" + sale + ":0}");
    }
}
