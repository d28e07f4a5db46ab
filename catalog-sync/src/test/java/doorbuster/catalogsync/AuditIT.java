package doorbuster.catalogsync;

import static doorbuster.catalogsync.Author.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import doorbuster.catalogsync.store.Session;
import doorbuster.catalogsync.unit.Audit;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuditIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private Place origin;
    private Place unit;
    private Author author;

    @BeforeAll
    void start() throws Exception {
        origin = Place.origin().start();
        author = Author.of(origin);
        author.merge(Author.catalog(2000, 100));
        unit = Place.unit("eu-west", origin).start();
        await().atMost(SOON).until(() -> unit.content().equals(origin.content()));
    }

    @AfterAll
    void stop() {
        unit.close();
        origin.close();
    }

    @ParameterizedTest(name = "{1} {0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            product SKU-5      | missing | delete from catalog.product where sku = 'SKU-5'
            product SKU-6      | altered | update catalog.product set price_minor = 1 where sku = 'SKU-6'
            product SKU-7      | altered | update catalog.product set names = '{"en":"x"}' where sku = 'SKU-7'
            product foreign    | extra   | insert into catalog.product select 'foreign', category, 1, 'EUR', '{}', '{}', '{}', '[]', 1 from catalog.product limit 1
            category c3        | altered | update catalog.category set parent = 'c1' where id = 'c3'
            category c4        | missing | delete from catalog.category where id = 'c4'
            """)
    void what_was_broken_by_hand_is_found_mended_and_told(String key, String kind, String sql) throws Exception {
        String revision = unit.ask("select number from catalog.revision");
        unit.byHand(sql);
        await().atMost(SOON)
                .until(() -> unit.content().equals(origin.content())
                        && !unit.ask("select number from catalog.revision").equals(revision));
        assertThat(unit.ask("select table_name || ' ' || key || ' ' || kind from catalog.drift"
                        + " where repaired_at is not null order by id desc limit 1"))
                .isEqualTo(key + " " + kind);
        await().atMost(SOON).until(() -> UnitSight.keeper(unit).sight().audit().orElseThrow() instanceof Audit.Equal);
    }

    @Test
    void a_manifest_broken_by_hand_leads_to_a_new_copy() throws Exception {
        String slot = unit.ask("select subslotname from pg_subscription");
        unit.byHand("update catalog.manifest set checksum = 'x' where chunk = 7");
        await().atMost(SOON)
                .until(() -> unit.content().equals(origin.content())
                        && !unit.ask("select subslotname from pg_subscription").equals(slot));
        await().atMost(SOON).until(() -> audit() instanceof Audit.Equal);
    }

    @Test
    void a_version_row_that_was_deleted_leads_to_a_new_copy() throws Exception {
        author.merge(product("SKU-1", 77));
        await().atMost(SOON).until(() -> unit.content().equals(origin.content()));
        unit.byHand("delete from catalog.version where number = (select max(number) from catalog.version)");
        await().atMost(SOON).until(() -> unit.content().equals(origin.content()));
        assertThat(unit.ask("select price_minor from catalog.product where sku = 'SKU-1'"))
                .isEqualTo("77");
    }

    @Test
    void an_insert_by_hand_that_collides_with_the_next_version_does_not_stop_the_stream() throws Exception {
        unit.stop(); // nobody audits while the collision is made
        unit.byHand("insert into catalog.product select 'clash', category, 1, 'EUR', '{}', '{}', '{}', '[]', 1"
                + " from catalog.product limit 1");
        author.merge(product("clash", 42) + product("SKU-9", 9));
        await().atMost(SOON)
                .until(() -> !unit.ask("select confl_insert_exists from pg_stat_subscription_stats")
                        .equals("0"));
        unit.start();
        await().atMost(SOON).until(() -> unit.content().equals(origin.content()));
        assertThat(unit.ask("select price_minor from catalog.product where sku = 'clash'"))
                .isEqualTo("42");
    }

    @Test
    void a_change_that_misses_its_row_is_counted_and_the_row_comes_back() throws Exception {
        unit.stop();
        unit.byHand("delete from catalog.product where sku = 'SKU-20'");
        author.merge(product("SKU-20", 20));
        await().atMost(SOON)
                .until(() -> !unit.ask("select confl_update_missing from pg_stat_subscription_stats")
                        .equals("0"));
        unit.start();
        await().atMost(SOON).until(() -> unit.content().equals(origin.content()));
    }

    @Test
    void drift_is_found_while_the_origin_is_away_and_mended_when_it_is_back() throws Exception {
        origin.server().stop();
        unit.byHand("delete from catalog.product where sku = 'SKU-30'");
        await().atMost(SOON).until(() -> audit() instanceof Audit.Drift);
        assertThat(unit.ask("select count(*) from catalog.product where sku = 'SKU-30'"))
                .isEqualTo("0");
        origin.server().restart();
        await().atMost(SOON).until(() -> unit.content().equals(origin.content()));
    }

    @Test
    void a_deleted_heartbeat_comes_back() throws Exception {
        unit.byHand("delete from catalog.heartbeat");
        await().atMost(SOON)
                .until(() -> unit.ask("select beat > 5 from catalog.heartbeat").equals("t"));
    }

    private Audit audit() {
        try (Session session = unit.owner().open()) {
            return UnitSight.keeper(unit).auditNow(session).audit();
        }
    }
}
