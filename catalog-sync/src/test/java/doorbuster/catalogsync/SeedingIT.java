package doorbuster.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import doorbuster.catalogsync.store.Session;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SeedingIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void a_new_unit_gets_every_row_and_then_every_change() throws Exception {
        try (Place origin = Place.origin().start();
                Place unit = Place.unit("eu-west", origin)) {
            Author author = Author.of(origin);
            author.merge(Author.catalog(500, 100));
            unit.start();
            await().atMost(SOON)
                    .until(() -> !unit.content().isEmpty() && unit.content().equals(origin.content()));
            author.merge(Author.product("SKU-7", 1));
            await().atMost(SOON).until(() -> unit.content().equals(origin.content()));
            assertThat(unit.ask("select price_minor from catalog.product where sku = 'SKU-7'"))
                    .isEqualTo("1");
        }
    }

    @Test
    void readers_see_the_whole_catalog_at_every_moment_of_a_reseed() throws Exception {
        try (Place origin = Place.origin().start();
                Place unit = Place.unit("eu-west", origin)) {
            Author author = Author.of(origin);
            author.merge(Author.catalog(5000, 100));
            unit.start();
            await().atMost(SOON).until(() -> unit.content().equals(origin.content()));
            AtomicBoolean done = new AtomicBoolean();
            AtomicLong reads = new AtomicLong();
            Set<String> seen = ConcurrentHashMap.newKeySet();
            Thread reader = Thread.ofPlatform().start(() -> read(unit, done, reads, seen));
            for (int round = 0; round < 3; round++) {
                String slot = unit.ask("select subslotname from pg_subscription");
                demand(unit);
                await().atMost(SOON)
                        .until(() -> !unit.askIfUp("select subslotname from pg_subscription where subenabled")
                                .equals(slot));
            }
            done.set(true);
            reader.join();
            assertThat(seen).containsExactly("5000");
            assertThat(reads.get()).isGreaterThan(20);
        }
    }

    private static void demand(Place unit) {
        try (Session session = unit.owner().open()) {
            session.run("unit/demand-seed", Map.of("reason", "test"));
        }
    }

    private static void read(Place unit, AtomicBoolean done, AtomicLong reads, Set<String> seen) {
        try (Connection connection = unit.server().connect("doorbuster");
                Statement statement = connection.createStatement()) {
            while (!done.get()) {
                try (ResultSet count = statement.executeQuery("select count(*) from catalog.product")) {
                    count.next();
                    seen.add(count.getString(1));
                    reads.incrementAndGet();
                }
            }
        } catch (java.sql.SQLException e) {
            seen.add(String.valueOf(e.getMessage()));
        }
    }

    @Test
    void the_app_can_read_the_catalog_and_cannot_write_it() throws Exception {
        try (Place origin = Place.origin().start();
                Place unit = Place.unit("eu-west", origin)) {
            unit.byHand("alter role doorbuster_app login password 'app'");
            unit.start();
            try (Session app = unit.database("doorbuster_app", "app").open()) {
                assertThat(UnitSight.of(app)).isEqualTo("0 products");
                assertThatThrownBy(() -> app.run("unit/raise-revision"))
                        .hasMessageContaining("permission denied for table revision");
            }
        }
    }

    @Test
    void a_unit_that_understands_less_than_the_origin_sends_refuses() throws Exception {
        try (Place origin = Place.origin().start();
                Place unit = Place.unit("eu-west", origin)) {
            origin.byHand("update catalog.schema_history set version = '2.1' where version = '1.1'");
            unit.start();
            await().atMost(SOON).until(() -> UnitSight.keeper(unit).sight().refused());
            assertThat(UnitSight.keeper(unit).sight().condition()).contains("upgrade the unit first");
            assertThat(unit.ask("select count(*) from pg_subscription")).isEqualTo("0");
        }
    }

    @Test
    void the_origin_does_not_move_ahead_of_its_units() throws Exception {
        try (Place origin = Place.origin().start()) {
            origin.byHand("insert into catalog.subscriber values ('old-unit', 'some_slot', 0)");
            origin.stop();
            assertThatThrownBy(origin::start).hasMessageContaining("unit old-unit understands schema 0");
            origin.byHand("delete from catalog.subscriber");
            origin.start();
        }
    }
}
