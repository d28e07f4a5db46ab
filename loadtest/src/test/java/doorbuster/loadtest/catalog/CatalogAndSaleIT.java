package doorbuster.loadtest.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import doorbuster.infra.catalog.CatalogUpload;
import doorbuster.infra.catalog.SampleCatalog;
import doorbuster.loadtest.reckon.Inspection;
import doorbuster.loadtest.reckon.LaneEyes;
import doorbuster.loadtest.rush.Rush;
import doorbuster.loadtest.trial.Crowd;
import doorbuster.loadtest.trial.SaleDesk;
import doorbuster.regions.Region;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The catalog and the sales beside each other on a whole fleet: what travels, what never does, and what buyers see.
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CatalogAndSaleIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String BUYER = "stay-at-home-";
    private static final String SALE = "home-sale";
    private static final long SALE_PRICE = 1_999; // what SaleDesk asks for a unit
    private WholeFleet fleet;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        fleet = WholeFleet.up(folder);
        sameEverywhereSoon();
    }

    @AfterAll
    void stop() {
        fleet.close();
    }

    @Test
    void a_catalog_change_leaves_a_running_sale_alone_and_nothing_of_it_leaves_the_unit() throws Exception {
        Region home = fleet.region("eu-west");
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger changes = new AtomicInteger();
        Thread author = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                change(SampleCatalog.saleSku(), 70_000 + changes.incrementAndGet());
            }
        });
        Rush.Outcome outcome;
        try (Connection postgres = fleet.connect(home)) {
            Rush rush = new Rush(SALE, SampleCatalog.saleSku(), 300, 4, 3, 16, Duration.ofMinutes(2));
            outcome = rush.run(
                    List.of(new InetSocketAddress(
                            home.publicEndpoint().address(),
                            home.publicEndpoint().port())),
                    new SaleDesk(fleet.units().admin(home)),
                    new Inspection(postgres, new LaneEyes(seeds(home), fleet.redisPassword(home))),
                    Crowd.of(fleet.identity(), BUYER, 1_000));
        } finally {
            over.set(true);
            author.join();
        }
        assertThat(changes.get()).isGreaterThan(2);
        assertThat(outcome.reckoning().findings()).isEmpty();
        assertThat(outcome.reckoning().confirmed()).isEqualTo(300);
        sameEverywhereSoon();
        assertThat(price(home, SampleCatalog.saleSku())).isEqualTo(70_000 + changes.get());
        assertThat(fleet.ask(
                        home,
                        "select string_agg(distinct price_minor::text, ',') from unit.orders where sale_id = '" + SALE
                                + "'"))
                .isEqualTo(Long.toString(SALE_PRICE));
        assertThat(fleet.ask(home, "select row(allotted, price_minor)::text from unit.sale where id = '" + SALE + "'"))
                .isEqualTo("(300," + SALE_PRICE + ")");
        assertThat(fleet.ask(home, "select count(*) > 100 from unit.orders where buyer like '" + BUYER + "%'"))
                .isEqualTo("t");
        nothingOfTheSaleIsElsewhere();
    }

    /// Every text of every row of every table: neither a buyer nor the sale's name, nor an order's id.
    private void nothingOfTheSaleIsElsewhere() throws SQLException {
        String order =
                fleet.ask(fleet.region("eu-west"), "select id from unit.orders where sale_id = '" + SALE + "' limit 1");
        try (Connection west = fleet.connect(fleet.region("eu-west"));
                Connection origin = fleet.connectOrigin();
                Connection east = fleet.connect(fleet.region("us-east"))) {
            for (String word : List.of(BUYER, SALE, order)) {
                assertThat(tablesWith(west, word))
                        .as("the search finds " + word)
                        .contains("unit.orders");
                assertThat(tablesWith(east, word)).as("us-east knows " + word).isEmpty();
                assertThat(tablesWith(origin, word))
                        .as("the origin knows " + word)
                        .isEmpty();
            }
            assertThat(WholeFleet.ask(
                            origin,
                            "select string_agg(nspname, ',' order by nspname) from pg_namespace"
                                    + " where nspname !~ '^(pg_|information_schema)'"))
                    .isEqualTo("catalog,public");
        }
        for (Region region : fleet.regions()) {
            assertThat(fleet.ask(
                            region,
                            "select (select count(*) from pg_publication)"
                                    + " + (select count(*) from pg_replication_slots)"))
                    .as(region.name() + " publishes nothing")
                    .isEqualTo("0");
        }
    }

    private static List<String> tablesWith(Connection database, String word) throws SQLException {
        String tables = WholeFleet.ask(
                database,
                "select string_agg(format('%I.%I', nspname, relname), ',') from pg_class c join pg_namespace n"
                        + " on n.oid = relnamespace where relkind = 'r' and nspname !~ '^(pg_|information_schema)'");
        List<String> found = new ArrayList<>();
        for (String table : tables.split(",", -1)) {
            String rows = WholeFleet.ask(
                    database, "select count(*) from " + table + " t where t::text like '%" + word + "%'");
            if (!rows.equals("0")) {
                found.add(table);
            }
        }
        return found;
    }

    @Test
    void buyers_read_the_whole_catalog_at_every_moment_of_a_reseed() throws Exception {
        Region region = fleet.region("us-east");
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong reads = new AtomicLong();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        List<Thread> readers = IntStream.range(0, 4)
                .mapToObj(i -> Thread.ofPlatform().start(() -> read(region, done, reads, seen)))
                .toList();
        for (int round = 0; round < 3; round++) {
            String slot = fleet.ask(region, "select subslotname from pg_subscription");
            assertThat(fleet.run("catalog", "reseed", "--region", region.name()).out())
                    .isEqualTo("us-east: a new copy is being made\n");
            await().atMost(SOON).until(() -> {
                String now = fleet.ask(region, "select subslotname from pg_subscription where subenabled");
                return !now.isEmpty() && !now.equals(slot);
            });
        }
        // a copy that finds rows to change is read anew by the app, too
        fleet.byHand(region, "delete from catalog.product where sku like 'mugs-%'");
        fleet.run("catalog", "reseed", "--region", region.name());
        await().atMost(SOON)
                .until(() -> fleet.ask(region, "select count(*) from catalog.product")
                        .equals(Integer.toString(SampleCatalog.USUAL_SIZE)));
        done.set(true);
        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(seen).containsExactly("200 with " + SampleCatalog.USUAL_SIZE + " products and the one sold");
        assertThat(reads.get()).isGreaterThan(1_000);
    }

    private static void read(Region region, AtomicBoolean done, AtomicLong reads, Set<String> seen) {
        String url = region.publicEndpoint().url() + "/v1/catalog/products";
        HttpRequest all = HttpRequest.newBuilder(URI.create(url + "?limit=500")).build();
        HttpRequest one = HttpRequest.newBuilder(URI.create(url + "/" + SampleCatalog.saleSku()))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!done.get()) {
                HttpResponse<String> page = http.send(all, BodyHandlers.ofString());
                HttpResponse<String> product = http.send(one, BodyHandlers.ofString());
                seen.add(page.statusCode() + " with " + (page.body().split("\"sku\":", -1).length - 1) + " products"
                        + (product.statusCode() == 200 ? " and the one sold" : " and none sold"));
                reads.incrementAndGet();
            }
        } catch (IOException e) {
            seen.add(String.valueOf(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void change(String sku, long price) {
        try {
            Path file = Files.writeString(
                    fleet.file("change.ndjson"),
                    "{\"sku\":\"" + sku + "\",\"category\":\"sneakers\",\"priceMinor\":" + price
                            + ",\"name\":\"Changed\"}\n");
            var _ = new CatalogUpload(fleet.origin()).send(file, false, "a test", bytes -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> seeds(Region region) {
        return List.of(region.innerAddress() + ":" + region.redis().firstPort());
    }

    private long price(Region region, String sku) {
        return fleet.units()
                .front(region)
                .get("/v1/catalog/products/" + sku)
                .path("priceMinor")
                .asLong();
    }

    private void sameEverywhereSoon() {
        await().atMost(SOON)
                .until(() -> fleet.regions().stream()
                        .allMatch(region -> version(region)
                                == fleet.origin()
                                        .get("/v1/catalog/status")
                                        .path("version")
                                        .asLong()));
    }

    private long version(Region region) {
        return fleet.units()
                .front(region)
                .get("/v1/catalog/products?limit=1")
                .path("version")
                .asLong();
    }
}
