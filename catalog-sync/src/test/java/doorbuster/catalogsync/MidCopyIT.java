package doorbuster.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever is killed while a unit copies: the unit ends up whole, and the origin with one slot.
@Tag("long")
final class MidCopyIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private Place origin;
    private Place unit;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void start() throws Exception {
        origin = Place.origin().start();
        Author.of(origin).merge(Author.catalog(20_000, 100));
        unit = Place.unit("eu-west", origin);
    }

    @AfterEach
    void stop() {
        unit.close();
        origin.close();
    }

    @Test
    void the_units_server_is_killed_while_it_copies() throws Exception {
        unit.start();
        copying();
        unit.server().kill();
        unit.server().restart();
        wholeSoon();
    }

    @Test
    void the_origins_server_is_killed_while_a_unit_copies() throws Exception {
        unit.start();
        copying();
        origin.server().kill();
        assertThat(unit.ask("select count(*) from catalog.product")).isIn("0", "20000");
        origin.server().restart();
        wholeSoon();
    }

    @Test
    void catalog_sync_is_killed_while_it_copies_and_while_it_streams() throws Exception {
        Process first = process();
        copying();
        first.destroyForcibly().waitFor();
        Process second = process();
        wholeSoon();
        second.destroyForcibly().waitFor();
        Author.of(origin).merge(Author.product("SKU-1", 1));
        await().atMost(SOON).until(() -> unit.content().equals(origin.content()));
        Process third = process();
        unit.byHand("delete from catalog.product where sku = 'SKU-2'");
        wholeSoon();
        third.destroyForcibly().waitFor();
    }

    private void copying() {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> unit.askIfUp("select 1 from pg_stat_activity where query like 'copy seed_product%'")
                        .equals("1"));
    }

    private void wholeSoon() throws Exception {
        await().atMost(SOON)
                .until(() -> !unit.content().isEmpty() && unit.content().equals(origin.content()));
        await().atMost(SOON)
                .until(() ->
                        origin.ask("select count(*) from pg_replication_slots").equals("1"));
    }

    private Process process() throws IOException {
        Path config = Files.writeString(folder.resolve("unit.yaml"), """
                role: unit
                region: eu-west
                admin: {port: 0}
                postgres: {url: "%s", password: catalog-secret}
                origin: {url: "%s", password: replicator-secret}
                reconcile: {interval-ms: 100, longest-pause-ms: 500}
                audit: {interval-ms: 500}
                """.formatted(
                        unit.owner().url(), origin.owner().url()));
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "doorbuster.catalogsync.Main",
                        "--config",
                        config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("unit.log").toFile())
                .start();
    }
}
