package doorbuster;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.book.Sum;
import doorbuster.infra.local.RedisNode;
import doorbuster.rig.Buyer;
import doorbuster.rig.Operator;
import doorbuster.rig.Rig;
import doorbuster.sale.SaleId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A unit's Postgres is restored from a copy of its data folder, with orders missing that were confirmed since.
@Tag("long")
class RestoreIT {
    private static final int STOCK = 60;
    private static final int BEFORE = 12;
    private static final int SINCE = 9;
    private final AtomicInteger next = new AtomicInteger();
    private Rig rig;
    private Unit node;

    @BeforeEach
    void start() {
        rig = Rig.start();
        node = rig.node();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void lanes_and_a_node_that_know_later_epochs_are_led_above_them_and_the_orders_since_are_reported()
            throws Exception {
        SaleId sale = soldSinceTheCopy();
        rig.redis.primaries().forEach(RestoreIT::empty);
        buy(sale, SINCE);
        rig.balanced(sale);

        restore();

        sellsWhatTheRestoredBooksSayIsLeft(sale);
        assertThat(lost())
                .as("what the lanes knew: %s before and after they were emptied", SINCE)
                .isEqualTo(2 * SINCE);
    }

    @Test
    void a_node_that_starts_anew_is_led_above_what_the_lanes_know() throws Exception {
        SaleId sale = soldSinceTheCopy();
        rig.stop(0);
        restore();
        node = rig.node();

        sellsWhatTheRestoredBooksSayIsLeft(sale);
        assertThat(lost()).isEqualTo(SINCE);
    }

    @Test
    void a_node_that_remembers_a_later_epoch_than_a_restored_postgres_and_an_empty_redis_sells_again()
            throws Exception {
        SaleId sale = soldSinceTheCopy();
        rig.redis.primaries().forEach(RestoreIT::empty);
        buy(sale, 1);
        rig.redis.primaries().forEach(RestoreIT::empty);
        buy(sale, 1);
        rig.balanced(sale);
        restore(() -> rig.redis.primaries().forEach(RestoreIT::empty));

        sellsWhatTheRestoredBooksSayIsLeft(sale);
    }

    @Test
    void the_list_of_the_restored_point_is_in_force_and_the_next_upload_takes_its_place() throws Exception {
        SaleId sale = rig.sale("listed", STOCK, 1, true, Instant.now().minusSeconds(60));
        Operator operator = Operator.of(rig, node.adminPort());
        assertThat(operator.upload("listed", "allow", "ann\nbob\n").statusCode())
                .isEqualTo(200);
        rig.postgres.stop();
        copy(data(), backup());
        rig.postgres.restart();
        awaitUpload(operator, "carl\n");
        restore();
        runbook();

        Buyer ann = Buyer.signedIn(node.publicPort(), "ann");
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(() -> ann.buy(node.publicPort(), "listed", "k", 1).status() == 202);
        awaitUpload(operator, "bob\n");
        Buyer carl = Buyer.signedIn(node.publicPort(), "carl");
        assertThat(carl.buy(node.publicPort(), "listed", "k", 1).member("code")).isEqualTo("not-eligible");
        Buyer bob = Buyer.signedIn(node.publicPort(), "bob");
        assertThat(bob.buy(node.publicPort(), "listed", "k", 1).status()).isEqualTo(202);
        rig.balanced(sale);
    }

    @Test
    void where_no_epoch_moved_since_the_copy_the_script_of_the_runbook_leads_on() throws Exception {
        SaleId sale = rig.sale("restored", STOCK, 1);
        buy(sale, BEFORE);
        rig.balanced(sale);
        rig.postgres.stop();
        copy(data(), backup());
        rig.postgres.restart();
        buy(sale, SINCE);
        rig.balanced(sale);
        restore();
        runbook();

        sellsWhatTheRestoredBooksSayIsLeft(sale);
        assertThat(lost()).isEqualTo(SINCE);
    }

    private void runbook() throws IOException, SQLException {
        try (Connection connection = rig.postgres.connect("doorbuster");
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(Path.of("../docs/runbooks/restore.sql")));
        }
        try (Connection connection = rig.connect();
                Statement statement = connection.createStatement()) {
            Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> {
                try (ResultSet row = statement.executeQuery("SELECT count(*) FROM sale WHERE opened_epoch < epoch")) {
                    return row.next() && row.getLong(1) == 0;
                }
            });
        }
    }

    private static void awaitUpload(Operator operator, String rows) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> operator.upload("listed", "allow", rows).statusCode() == 200);
    }

    /// A sale of which a copy was made when [#BEFORE] units were sold, and [#SINCE] were sold since under a later
    /// epoch.
    private SaleId soldSinceTheCopy() throws IOException, InterruptedException {
        SaleId sale = rig.sale("restored", STOCK, 1);
        buy(sale, BEFORE);
        rig.balanced(sale);
        rig.postgres.stop();
        copy(data(), backup());
        rig.postgres.restart();
        rig.redis.primaries().forEach(RestoreIT::empty);
        buy(sale, SINCE);
        rig.balanced(sale);
        return sale;
    }

    private void restore() throws IOException, InterruptedException {
        restore(() -> {});
    }

    private void restore(Runnable meanwhile) throws IOException, InterruptedException {
        rig.postgres.stop();
        meanwhile.run();
        run("rm", "-rf", data().toString());
        copy(backup(), data());
        rig.postgres.restart();
    }

    private void sellsWhatTheRestoredBooksSayIsLeft(SaleId sale) {
        buy(sale, STOCK - BEFORE);
        Sum sum = rig.balanced(sale);
        assertThat(sum.confirmed()).isEqualTo(STOCK);
        Buyer late = Buyer.signedIn(node.publicPort(), "late");
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> late.buy(node.publicPort(), sale.value(), "k", 1)
                        .member("code")
                        .equals("sold-out"));
    }

    /// Each buyer asks with the same key until he is answered.
    private void buy(SaleId sale, int count) {
        for (int i : IntStream.range(0, count).toArray()) {
            Buyer buyer = Buyer.signedIn(node.publicPort(), "buyer-" + next.incrementAndGet());
            Awaitility.await("buyer " + i)
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        Buyer.Answer answer = buyer.buy(node.publicPort(), sale.value(), "k", 1);
                        assertThat(answer.status()).as("%s", answer).isIn(200, 202, 503);
                        return answer.status() != 503;
                    });
        }
    }

    private long lost() throws SQLException {
        try (Connection connection = rig.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM lost_order")) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }

    private Path data() {
        return rig.postgres.settings().folder().resolve("data");
    }

    private Path backup() {
        return rig.postgres.settings().folder().resolve("backup");
    }

    /// With owners and rights, as any backup has them.
    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        run("cp", "-a", from.toString(), to.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(List.of(command)).inheritIO().start().waitFor())
                .isZero();
    }

    private static void empty(RedisNode node) {
        try {
            node.ask("FLUSHALL");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
