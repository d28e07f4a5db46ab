package doorbuster.catalogsync;

import static doorbuster.catalogsync.Author.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import doorbuster.catalogsync.store.Session;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NothingElseTravelsIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void stock_sales_orders_and_buyers_stay_where_they_are_and_a_catalog_change_leaves_them_alone() throws Exception {
        try (Place origin = Place.origin().start();
                Place west = Place.unit("eu-west", origin).start();
                Place east = Place.unit("us-east", origin).start()) {
            Author author = Author.of(origin);
            author.merge(product("shoe", 10_000));
            for (Place unit : java.util.List.of(west, east)) {
                unit.byHand("create schema unit; create table unit.sale (id text, sku text, allotted int, sold int,"
                        + " price_minor bigint); create table unit.orders (id text, buyer text, price_minor bigint)");
            }
            west.byHand("insert into unit.sale values ('s1', 'shoe', 10, 1, 7900);"
                    + " insert into unit.orders values ('o1', 'ann', 7900)");
            author.merge(product("shoe", 12_000));
            await().atMost(SOON)
                    .until(() -> west.content().equals(origin.content())
                            && east.content().equals(origin.content()));
            assertThat(west.ask("select price_minor from catalog.product")).isEqualTo("12000");
            assertThat(west.ask("select row(sold, price_minor)::text from unit.sale"))
                    .isEqualTo("(1,7900)");
            assertThat(west.ask("select row(buyer, price_minor)::text from unit.orders"))
                    .isEqualTo("(ann,7900)");
            assertThat(east.ask("select (select count(*) from unit.sale) + (select count(*) from unit.orders)"))
                    .isEqualTo("0");
            assertThat(origin.ask("select string_agg(nspname, ',' order by nspname) from pg_namespace"
                            + " where nspname !~ '^(pg_|information_schema)'"))
                    .isEqualTo("catalog,public");
        }
    }

    @Test
    void what_is_published_is_a_list_of_columns_and_units_publish_nothing() throws Exception {
        try (Place origin = Place.origin().start();
                Place unit = Place.unit("eu-west", origin).start()) {
            assertThat(origin.ask("select string_agg(tablename || '(' || array_to_string(attnames, ',') || ')', ' '"
                            + " order by tablename) from pg_publication_tables"))
                    .isEqualTo("category(id,parent,names,since) heartbeat(id,beat,sent_at)"
                            + " manifest(table_name,chunk,row_count,checksum)"
                            + " product(sku,category,price_minor,currency,names,descriptions,attributes,pictures,since)"
                            + " version(number,made_at,kind,note,author,products,categories,checksum)");
            assertThat(unit.ask("select count(*) from pg_publication")).isEqualTo("0");
            assertThat(unit.ask("select current_setting('wal_level')")).isEqualTo("replica");
        }
    }

    @Test
    void the_roles_can_do_no_more_than_they_must() throws Exception {
        try (Place origin = Place.origin().start();
                Place unit = Place.unit("eu-west", origin).start()) {
            assertThat(origin.ask("select string_agg(rolname, ',') from pg_roles where rolsuper"))
                    .isEqualTo("postgres");
            assertThat(unit.ask("select string_agg(rolname, ',') from pg_roles where rolsuper"))
                    .isEqualTo("postgres");
            unit.byHand("create schema unit; create table unit.orders (id text)");
            try (Session replicator = origin.database("doorbuster_replicator", "replicator-secret")
                            .open();
                    Session owner = unit.owner().open()) {
                assertThatThrownBy(() -> replicator.run("origin/beat")).hasMessageContaining("permission denied");
                assertThatThrownBy(() -> replicator.run("unit/want", Map.of("wanted", false)))
                        .hasMessageContaining("does not exist");
                assertThatThrownBy(() -> owner.run("remote/drop-slot", Map.of("slot", "x")))
                        .hasMessageContaining("permission denied");
            }
            assertThat(unit.ask("select has_schema_privilege('doorbuster_catalog', 'unit', 'usage')"))
                    .isEqualTo("f");
        }
    }
}
