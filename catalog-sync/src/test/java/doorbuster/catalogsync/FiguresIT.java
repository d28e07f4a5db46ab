package doorbuster.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import doorbuster.catalogsync.store.Session;
import doorbuster.catalogsync.unit.Audit;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/// The figures the README gives, measured and held: 50,000 products, two units.
///
/// What a buyer sees over HTTP comes a few milliseconds after the announcement that is measured here; the
/// bench of the whole fleet measures that too.
@Tag("figures")
final class FiguresIT {
    private static final int PRODUCTS = 50_000;
    private static final int CHANGES = 200;
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void a_catalog_of_50_000_products_is_seeded_changed_and_audited_in_time() throws Exception {
        try (Place origin = Place.origin().start();
                Place west = Place.unit("eu-west", origin).start();
                Place east = Place.unit("us-east", origin)) {
            Author author = Author.of(origin);
            String file = Author.catalog(PRODUCTS, 100);
            Duration imported = timed(() -> author.merge(file));
            await().atMost(SOON).until(() -> west.content().equals(origin.content()));
            Duration seeded = timed(() -> {
                east.start();
                await().atMost(SOON)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> east.askIfUp("select count(*) from catalog.product")
                                .equals(Integer.toString(PRODUCTS)));
            });
            await().atMost(SOON).until(() -> east.content().equals(origin.content()));
            List<Duration> changes = changes(author, west, east);
            List<Duration> audits = audits(east);
            System.out.println("FIGURES import " + imported.toMillis() + " ms, seed " + seeded.toMillis()
                    + " ms, change p50 " + at(changes, 0.5) + " ms, p99 " + at(changes, 0.99) + " ms, audit "
                    + at(audits, 0.5) + " ms");
            assertThat(seeded).isLessThan(Duration.ofSeconds(10));
            assertThat(at(changes, 0.99)).isLessThan(1000);
            assertThat(at(audits, 0.5)).isLessThan(1000);
        }
    }

    /// From the author's call to the announcement in both units.
    private static List<Duration> changes(Author author, Place west, Place east) throws Exception {
        List<Duration> all = new ArrayList<>();
        try (Connection one = listen(west);
                Connection two = listen(east)) {
            for (int i = 0; i < CHANGES; i++) {
                String line = Author.product("SKU-" + i, 1_000_000 + i);
                all.add(timed(() -> {
                    author.merge(line);
                    assertThat(one.unwrap(PGConnection.class).getNotifications(20_000))
                            .hasSize(1);
                    assertThat(two.unwrap(PGConnection.class).getNotifications(20_000))
                            .hasSize(1);
                }));
            }
        }
        return all;
    }

    private static Connection listen(Place unit) throws Exception {
        Connection connection = unit.server().connect("doorbuster");
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen doorbuster_catalog");
        }
        return connection;
    }

    private static List<Duration> audits(Place unit) {
        List<Duration> all = new ArrayList<>();
        try (Session session = unit.owner().open()) {
            for (int i = 0; i < 5; i++) {
                Audit audit = Audit.run(session);
                assertThat(audit).isInstanceOf(Audit.Equal.class);
                assertThat(audit.rows()).isEqualTo(PRODUCTS + 10);
                all.add(audit.took());
            }
        }
        return all;
    }

    private static long at(List<Duration> all, double share) {
        List<Duration> sorted = new ArrayList<>(all);
        Collections.sort(sorted);
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1).toMillis();
    }

    private interface Work {
        void run() throws Exception;
    }

    private static Duration timed(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
