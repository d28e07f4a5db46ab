package doorbuster.loadtest.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import doorbuster.infra.catalog.SampleCatalog;
import doorbuster.infra.fleet.FleetState;
import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.local.Signals;
import doorbuster.loadtest.catalog.WholeFleet.Said;
import doorbuster.regions.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// An operator's day with `./doorbuster catalog …`, on a whole fleet: every command and what it says.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("figures")
final class CatalogCommandsIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int PRODUCTS = 50_000;
    private WholeFleet fleet;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        fleet = WholeFleet.up(folder);
    }

    @AfterAll
    void stop() {
        fleet.close();
    }

    @Test
    @Order(1)
    void fifty_thousand_products_reach_both_units_and_their_buyers() throws Exception {
        Path file = Files.write(
                fleet.file("big.ndjson"), new SampleCatalog().lines(PRODUCTS).toList());
        Said imported = fleet.run("catalog", "import", file.toString());
        assertThat(imported.exit()).as(imported.toString()).isZero();
        assertThat(imported.out()).contains("the catalog is now version 2: ", "50,000 products, 12 categories");
        allEqualSoon();
        Said status = fleet.run("catalog", "status");
        assertThat(status.exit()).as(status.toString()).isZero();
        assertThat(status.out()).contains("version", "served", "audited", "mended", "streaming");
        assertThat(status.out().lines().filter(line -> line.matches("(eu-west|us-east) .* yes .*")))
                .hasSize(2);
        for (Region region : fleet.regions()) {
            JsonNode page = fleet.units().front(region).get("/v1/catalog/products?limit=500");
            assertThat(page.path("total").asInt()).isEqualTo(PRODUCTS);
            assertThat(page.path("version").asInt()).isEqualTo(2);
            assertThat(page.path("products")).hasSize(500);
        }
        assertThat(fleet.run("catalog", "import", file.toString()).out())
                .isEqualTo("the catalog is like that already (version 2)\n");
        assertThat(fleet.run("status").exit()).as("nobody died of it").isZero();
    }

    @Test
    @Order(2)
    void rows_broken_by_hand_are_found_mended_and_told() throws Exception {
        Region west = fleet.region("eu-west");
        allEqualSoon();
        fleet.byHand(west, "delete from catalog.product where sku = 'sneakers-aurora'");
        fleet.byHand(west, "update catalog.product set price_minor = 1 where sku = 'sneakers-ember'");
        Said audit = fleet.run("catalog", "audit", "--region", "eu-west");
        assertThat(audit.exit()).as(audit.toString()).isZero();
        // the audit of every 30 s may have been quicker
        assertThat(audit.out())
                .containsAnyOf(
                        "2 rows differed from version 2 and were mended; now all 50012 rows are equal",
                        "all 50012 rows are what version 2 says");
        JsonNode unit = json(fleet.run("catalog", "status", "--json").out())
                .path("units")
                .path("eu-west");
        assertThat(unit.path("drifted").asInt()).isEqualTo(2);
        assertThat(unit.path("verdict").asText()).isEqualTo("EQUAL");
        assertThat(fleet.run("catalog", "status").out())
                .containsPattern("eu-west: mended \\d+ s ago: product sneakers-\\w+, which was (missing|altered)");
        String drift = fleet.run("catalog", "drift", "--region", "eu-west").out();
        assertThat(drift).containsPattern("product +sneakers-aurora +missing");
        assertThat(drift).containsPattern("product +sneakers-ember +altered");
        assertThat(fleet.run("catalog", "drift", "--region", "us-east").out()).hasLineCount(1);
        await().atMost(SOON)
                .until(() -> fleet.units()
                                .front(west)
                                .get("/v1/catalog/products/sneakers-ember")
                                .path("priceMinor")
                                .asLong()
                        > 1);
    }

    @Test
    @Order(3)
    void what_is_exported_can_be_imported_and_a_rollback_says_again_what_was_said() throws Exception {
        String csv = fleet.file("all.csv").toString();
        assertThat(fleet.run("catalog", "export", csv).out()).isEqualTo("the catalog is in " + csv + "\n");
        assertThat(fleet.run("catalog", "import", "--replace", csv).out())
                .isEqualTo("the catalog is like that already (version 2)\n");
        Path change = Files.writeString(
                fleet.file("change.ndjson"),
                "{\"sku\":\"sneakers-aurora\",\"category\":\"sneakers\",\"priceMinor\":1,\"name\":\"Cheap\"}\n");
        Said imported = fleet.run("catalog", "import", "--note", "a gift", "--json", change.toString());
        assertThat(json(imported.out()).path("version").asInt()).isEqualTo(3);
        pricedSoon(1);
        Said back = fleet.run("catalog", "rollback", "2");
        assertThat(back.out()).isEqualTo("the catalog is now version 4, which says what version 2 said\n");
        assertThat(fleet.run("catalog", "rollback", "2").out())
                .isEqualTo("the catalog says that already (version 4)\n");
        await().atMost(SOON).until(() -> price(fleet.region("us-east")) > 1);
        assertThat(fleet.run("catalog", "versions").out())
                .containsPattern("(?m)^ +3 .* import +50000 +operator +a gift$")
                .containsPattern("(?m)^ +2 .* big.ndjson$");
        assertThat(fleet.run("catalog", "export", "--version", "3").out()).contains("\"Cheap\"");
        assertThat(fleet.run("catalog", "export", "no.xml").err())
                .isEqualTo("doorbuster: no.xml is neither .csv nor .ndjson\n");
        Said unknown = fleet.run("catalog", "rollback", "99");
        assertThat(unknown.err()).isEqualTo("doorbuster: origin: not-found: version 99 is not kept\n");
        assertThat(unknown.exit()).isEqualTo(1);
    }

    @Test
    @Order(4)
    void a_bad_file_is_refused_line_by_line_and_changes_nothing() throws Exception {
        long before = fleet.origin().get("/v1/catalog/status").path("version").asLong();
        Path bad = Files.writeString(
                fleet.file("bad.ndjson"), "{\"sku\":\"a\",\"priceMinor\":-1,\"name\":\"a\"}\n{\"priceMinor\":1}\n");
        Said said = fleet.run("catalog", "import", bad.toString());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err())
                .startsWith("doorbuster: origin: bad-lines: 2 bad lines; the catalog stays as it was\n  line 1: ")
                .contains("\n  line 2: ");
        assertThat(fleet.run("catalog", "import", "no-such-file.csv").err())
                .isEqualTo("doorbuster: no-such-file.csv cannot be read\n");
        assertThat(fleet.origin().get("/v1/catalog/status").path("version").asLong())
                .isEqualTo(before);
    }

    @Test
    @Order(5)
    void the_status_can_be_watched_by_people_and_by_programs() throws Exception {
        assertThat(watched("catalog", "status", "--watch"))
                .filteredOn(line -> line.startsWith("origin"))
                .hasSizeGreaterThanOrEqualTo(2);
        List<String> documents = watched("catalog", "status", "--watch", "--json");
        assertThat(documents).hasSizeGreaterThanOrEqualTo(2);
        assertThat(json(documents.getFirst()).path("units")).hasSize(2);
    }

    @Test
    @Order(6)
    void an_origin_that_is_away_hides_no_unit() throws Exception {
        allEqualSoon();
        List<Long> pids =
                FleetState.read(new Workspace(fleet.file("")).stateFile()).orElseThrow().origin().processes().stream()
                        .filter(one -> one.role().equals("catalog-sync"))
                        .map(one -> one.running().pid())
                        .toList();
        Signals.send("STOP", pids);
        try {
            Said status = fleet.run("catalog", "status");
            assertThat(status.exit()).isEqualTo(1);
            assertThat(status.out()).containsPattern("origin .*does not answer");
            assertThat(status.out()).containsPattern("eu-west .*yes, origin away");
            assertThat(fleet.run("catalog", "versions").err())
                    .startsWith("doorbuster: origin does not answer on ")
                    .hasLineCount(1);
        } finally {
            Signals.send("CONT", pids);
        }
    }

    private List<String> watched(String... words) throws IOException {
        Process process = fleet.command(List.of(words)).start();
        try (var lines = process.inputReader()) {
            return lines.lines().limit(12).toList();
        } finally {
            process.destroy();
        }
    }

    private void allEqualSoon() {
        await().atMost(SOON)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> fleet.run("catalog", "status").exit() == 0);
    }

    private void pricedSoon(long price) {
        for (Region region : fleet.regions()) {
            await().atMost(SOON).until(() -> price(region) == price);
        }
    }

    private long price(Region region) {
        return fleet.units()
                .front(region)
                .get("/v1/catalog/products/sneakers-aurora")
                .path("priceMinor")
                .asLong();
    }

    private static JsonNode json(String text) throws IOException {
        return JsonMapper.builder().build().readTree(text);
    }
}
