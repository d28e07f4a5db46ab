package doorbuster.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import doorbuster.infra.local.PostgresServer;
import doorbuster.sale.Sku;
import doorbuster.store.PooledPostgres;
import doorbuster.store.PostgresSettings;
import doorbuster.telemetry.Signals;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// On the tables that catalog-sync really makes: its own migrations are run here.
@Tag("long")
final class LiveCatalogIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private PostgresServer server;
    private PooledPostgres postgres;

    @BeforeEach
    void start() throws SQLException {
        server = PostgresServer.ephemeral();
        run("postgres", "create database doorbuster");
        run("create role doorbuster_app login password 'app'");
        Duration second = Duration.ofSeconds(1);
        postgres = new PooledPostgres(
                new PostgresSettings(
                        server.jdbcUrl("doorbuster"),
                        "doorbuster_app",
                        "app",
                        3,
                        second.multipliedBy(5),
                        second,
                        second.multipliedBy(10),
                        second),
                Signals.off());
    }

    @AfterEach
    void stop() {
        postgres.close();
        server.close();
    }

    @Test
    void a_unit_without_a_catalog_has_an_empty_one_and_gets_it_as_soon_as_there_is_one() throws Exception {
        try (LiveCatalog catalog = new LiveCatalog(postgres, Duration.ofMillis(200)).start()) {
            assertThat(catalog.now()).isEqualTo(CatalogSnapshot.EMPTY);
            migrate();
            publish(1, product("a", 100), product("b", 200));
            await().atMost(SOON).until(() -> catalog.now().version() == 1);
            assertThat(catalog.now().products()).extracting(Product::priceMinor).containsExactly(100L, 200L);
            assertThat(catalog.now().find(new Sku("a")).orElseThrow().name("de"))
                    .isEqualTo("Name");
        }
    }

    @Test
    void a_new_version_is_there_long_before_the_next_look() throws Exception {
        migrate();
        publish(1, product("a", 100), product("b", 200), product("c", 300));
        try (LiveCatalog catalog = new LiveCatalog(postgres, Duration.ofSeconds(8)).start()) {
            await().atMost(SOON).until(() -> catalog.now().version() == 1);
            long start = System.nanoTime();
            publish(2, "update catalog.product set price_minor = 150, since = 2 where sku = 'b'", product("d", 400));
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> catalog.now().version() == 2);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
            publish(3, "delete from catalog.product where sku in ('a', 'c')", product("e", 500));
            await().atMost(SOON).until(() -> catalog.now().version() == 3);
            assertThat(catalog.now().products())
                    .extracting(product -> product.sku().value() + product.priceMinor())
                    .containsExactly("b150", "d400", "e500");
        }
    }

    @Test
    void a_repair_without_a_new_version_is_read_too() throws Exception {
        migrate();
        publish(1, product("a", 100));
        try (LiveCatalog catalog = new LiveCatalog(postgres, Duration.ofSeconds(8)).start()) {
            await().atMost(SOON).until(() -> catalog.now().version() == 1);
            run("update catalog.product set price_minor = 7; update catalog.revision set number = number + 1");
            await().atMost(SOON).until(() -> catalog.now().revision() == 1);
            assertThat(catalog.now().products().getFirst().priceMinor()).isEqualTo(7);
        }
    }

    @Test
    void readers_keep_the_last_catalog_while_postgres_is_away_and_follow_when_it_is_back() throws Exception {
        migrate();
        publish(1, product("a", 100));
        try (LiveCatalog catalog = new LiveCatalog(postgres, Duration.ofMillis(200)).start()) {
            await().atMost(SOON).until(() -> catalog.now().version() == 1);
            server.kill();
            assertThat(catalog.now().products()).hasSize(1);
            server.restart();
            publish(2, product("b", 200));
            await().atMost(SOON).until(() -> catalog.now().version() == 2);
        }
    }

    @Test
    void a_reader_never_sees_half_a_version() throws Exception {
        migrate();
        publish(1, product("a", 1), product("b", 1));
        try (LiveCatalog catalog = new LiveCatalog(postgres, Duration.ofMillis(50)).start()) {
            await().atMost(SOON).until(() -> catalog.now().version() == 1);
            AtomicBoolean done = new AtomicBoolean();
            AtomicInteger halves = new AtomicInteger();
            Thread reader = Thread.ofPlatform().start(() -> {
                while (!done.get()) {
                    CatalogSnapshot now = catalog.now();
                    boolean whole = now.products().size() == 2
                            && now.products().stream().allMatch(p -> p.priceMinor() == now.version());
                    halves.addAndGet(whole ? 0 : 1);
                }
            });
            for (int version = 2; version <= 30; version++) {
                publish(version, "update catalog.product set price_minor = " + version + ", since = " + version);
            }
            await().atMost(SOON).until(() -> catalog.now().version() == 30);
            done.set(true);
            reader.join();
            assertThat(halves.get()).isZero();
        }
    }

    @Test
    void a_catalog_too_large_for_this_process_is_refused_and_the_last_one_stays() throws Exception {
        migrate();
        publish(1, product("a", 1));
        try (LiveCatalog catalog = new LiveCatalog(postgres, Duration.ofMillis(50), 4 << 20).start()) {
            await().atMost(SOON).until(() -> catalog.now().version() == 1);
            publish(2, products(3000, "md5(i::text)"));
            publish(3, "delete from catalog.product where sku <> 'a'", product("b", 2));
            await().atMost(SOON).until(() -> catalog.now().version() == 3);
            assertThat(catalog.now().products()).hasSize(2);
            publish(4, products(3000, "'the same for all'"));
            await().atMost(SOON).until(() -> catalog.now().version() == 4);
            assertThat(catalog.now().products()).hasSize(3002);
        }
    }

    @Test
    void what_did_not_change_is_the_same_object_in_the_next_snapshot() throws Exception {
        migrate();
        publish(1, product("a", 1), product("b", 1));
        try (LiveCatalog catalog = new LiveCatalog(postgres, Duration.ofMillis(50)).start()) {
            await().atMost(SOON).until(() -> catalog.now().version() == 1);
            Product known = catalog.now().products().getFirst();
            run("update catalog.product set price_minor = 7 where sku = 'b';"
                    + " update catalog.revision set number = number + 1");
            await().atMost(SOON).until(() -> catalog.now().revision() == 1);
            assertThat(catalog.now().products().getFirst()).isSameAs(known);
            assertThat(catalog.now().find(new Sku("b")).orElseThrow().priceMinor())
                    .isEqualTo(7);
            assertThat(catalog.now().find(new Sku("c"))).isEmpty();
        }
    }

    /// That many products with a picture of some 2 KB each.
    private static String products(int count, String picture) {
        return "insert into catalog.product select 'p-' || i, null, i, 'EUR', '{\"en\":\"Name\"}', '{}', '{}',"
                + " jsonb_build_array(repeat(" + picture + ", 64)), (select max(number) + 1 from catalog.version)"
                + " from generate_series(1, " + count + ") i";
    }

    private static String product(String sku, long price) {
        return "insert into catalog.product select '" + sku + "', null, " + price
                + ", 'EUR', '{\"en\":\"Name\"}', '{}', '{}', '[]', coalesce(max(number), 0) + 1 from catalog.version";
    }

    /// One transaction, the version last, as catalog-sync applies it.
    private void publish(long version, String... changes) throws SQLException {
        run("begin; " + String.join("; ", changes) + "; insert into catalog.version select " + version
                + ", now(), 'import', '', '', count(*), 0, '' from catalog.product; commit");
    }

    private void migrate() throws SQLException, IOException {
        try (Connection connection = server.connect("doorbuster")) {
            CatalogTables.make(connection);
        }
    }

    private void run(String sql) throws SQLException {
        run("doorbuster", sql);
    }

    private void run(String database, String sql) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
