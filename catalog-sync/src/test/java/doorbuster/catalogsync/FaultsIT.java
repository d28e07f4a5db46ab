package doorbuster.catalogsync;

import static doorbuster.catalogsync.Author.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import doorbuster.catalogsync.store.Session;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every fault on real servers; afterwards the unit's rows must be the origin's.
@Tag("long")
final class FaultsIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private Place origin;
    private Place unit;
    private Author author;

    @BeforeEach
    void start() throws Exception {
        origin = Place.origin(Map.of("max_slot_wal_keep_size", "4MB", "min_wal_size", "32MB", "max_wal_size", "32MB"))
                .start();
        author = Author.of(origin);
        author.merge(Author.catalog(300, 100));
        unit = Place.unit("eu-west", origin);
    }

    @AfterEach
    void stop() {
        unit.close();
        origin.close();
    }

    private void equalSoon() {
        await().atMost(SOON)
                .until(() -> !unit.content().isEmpty() && unit.content().equals(origin.content()));
    }

    @Test
    void the_units_server_is_killed_in_mid_stream() throws Exception {
        unit.start();
        equalSoon();
        author.merge(Author.catalog(3000, 200));
        unit.server().kill();
        author.merge(product("SKU-1", 1));
        unit.server().restart();
        equalSoon();
        assertThat(unit.ask("select price_minor from catalog.product where sku = 'SKU-1'"))
                .isEqualTo("1");
    }

    @Test
    void the_origins_server_is_killed_in_mid_stream() throws Exception {
        unit.start();
        equalSoon();
        author.merge(Author.catalog(3000, 200));
        origin.server().kill();
        assertThat(unit.ask("select count(*) from catalog.product")).isIn("300", "3000");
        origin.server().restart();
        equalSoon();
        author.merge(product("SKU-1", 1));
        equalSoon();
    }

    @Test
    void the_origin_is_away_for_as_long_as_its_slot_allows() throws Exception {
        unit.start();
        equalSoon();
        String slot = unit.ask("select subslotname from pg_subscription");
        unit.server().stop();
        author.merge(product("SKU-2", 2));
        unit.server().restart();
        equalSoon();
        assertThat(unit.ask("select subslotname from pg_subscription")).isEqualTo(slot);
    }

    @Test
    void a_unit_that_was_away_too_long_is_seeded_again_and_never_filled_the_origins_disk() throws Exception {
        unit.start();
        equalSoon();
        String slot = unit.ask("select subslotname from pg_subscription");
        unit.server().stop();
        for (int round = 0; round < 4; round++) {
            origin.byHand(
                    "create table public.noise as select repeat(md5(i::text), 40) from generate_series(1, 20000) i");
            origin.byHand("drop table public.noise");
            origin.byHand("select pg_switch_wal()");
            origin.byHand("checkpoint");
        }
        author.merge(product("SKU-3", 3));
        await().atMost(SOON)
                .until(() -> origin.ask("select count(*) from pg_replication_slots where wal_status <> 'lost'")
                        .equals("0"));
        unit.server().restart();
        equalSoon();
        assertThat(unit.ask("select subslotname from pg_subscription")).isNotEqualTo(slot);
        assertThat(origin.ask("select count(*) from pg_replication_slots")).isEqualTo("1");
    }

    @Test
    void the_slot_was_dropped_by_hand() throws Exception {
        unit.start();
        equalSoon();
        origin.byHand("select pg_terminate_backend(active_pid, 5000), pg_drop_replication_slot(slot_name)"
                + " from pg_replication_slots");
        author.merge(product("SKU-4", 4));
        equalSoon();
    }

    @Test
    void two_processes_of_one_unit_do_not_disturb_each_other() throws Exception {
        unit.start();
        unit.start();
        equalSoon();
        author.merge(product("SKU-5", 5));
        equalSoon();
        assertThat(origin.ask("select count(*) from pg_replication_slots")).isEqualTo("1");
        assertThat(unit.ask("select count(*) from pg_locks where locktype = 'advisory' and granted"))
                .isEqualTo("1");
        unit.stop();
        unit.start();
        unit.byHand("delete from catalog.product where sku = 'SKU-6'");
        equalSoon();
    }

    @Test
    void a_unit_leaves_for_ever_while_the_origin_is_away_and_keeps_its_rows() throws Exception {
        unit.start();
        equalSoon();
        origin.stop();
        origin.server().stop();
        try (Session session = unit.owner().open()) {
            assertThat(UnitSight.keeper(unit).decommission(session)).isFalse();
        }
        assertThat(unit.ask("select count(*) from pg_subscription")).isEqualTo("0");
        assertThat(unit.ask("select count(*) from catalog.product")).isEqualTo("300");
        origin.server().restart();
        origin.start();
        assertThat(origin.ask("select count(*) from pg_replication_slots")).isEqualTo("1");
        if (origin.part() instanceof OriginPart part) {
            assertThat(part.slots().forget("eu-west", "tester")).hasSize(1);
        }
        assertThat(
                        origin.ask(
                                "select (select count(*) from pg_replication_slots) + (select count(*) from catalog.subscriber)"))
                .isEqualTo("0");
    }

    @Test
    void a_column_that_one_side_has_more_does_not_stop_the_stream() throws Exception {
        unit.start();
        equalSoon();
        unit.byHand("alter table catalog.product add column local_note text");
        origin.byHand("alter table catalog.product add column secret_note text");
        author.merge(product("SKU-7", 7) + product("new", 8));
        equalSoon();
        unit.byHand("update catalog.product set price_minor = 0 where sku = 'SKU-8'");
        equalSoon();
    }

    @Test
    void an_origin_that_lost_its_catalog_does_not_empty_the_units() throws Exception {
        unit.start();
        equalSoon();
        origin.byHand("truncate catalog.version");
        await().atMost(SOON).until(() -> UnitSight.keeper(unit).sight().refused());
        assertThat(unit.ask("select count(*) from catalog.product")).isEqualTo("300");
    }
}
