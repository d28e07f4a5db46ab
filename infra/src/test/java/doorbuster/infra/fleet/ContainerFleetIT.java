package doorbuster.infra.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import doorbuster.infra.local.Resp;
import doorbuster.infra.local.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A fleet whose stores run in containers: seven for a unit, one for the origin. Needs Docker and the images.
@Tag("containers")
class ContainerFleetIT {
    private static final Duration AT_ONCE = Duration.ofSeconds(20);
    private final TryFleet fleet;

    ContainerFleetIT(@TempDir Path checkout) throws IOException {
        // containers because the command says so, not because the environment does
        fleet = new TryFleet(checkout).with("DOORBUSTER_BACKING", "");
    }

    @AfterEach
    void nothingIsLeft() throws IOException, InterruptedException {
        fleet.run("down");
        await().atMost(AT_ONCE).until(fleet::isSilent);
        assertThat(containers()).isEmpty();
    }

    @Test
    void a_unit_comes_goes_and_comes_back_in_containers_and_down_leaves_none()
            throws IOException, InterruptedException {
        up("--detach");
        assertThat(containers()).hasSize(15);
        assertThat(fleet.run("status").out()).endsWith("all healthy; the stores run in containers\n");
        assertThat(fleet.run("status", "--json").out()).contains("\"backing\" : \"containers\"");

        change("stop", "us-east");
        await().atMost(AT_ONCE).until(() -> containers().size() == 8);
        change("start", "us-east");
        assertThat(containers()).as("the launcher remembers what it runs on").hasSize(15);

        assertThat(fleet.run("down").exit()).isZero();
        assertThat(containers()).isEmpty();
    }

    @Test
    void a_store_that_is_killed_is_started_again_in_a_container() throws IOException, InterruptedException {
        up("--region", "eu-west", "--detach");
        for (String role : List.of("redis", "postgres")) {
            FleetState.Member killed = fleet.member(role);
            Signals.send("KILL", List.of(killed.running().pid()));
            await().atMost(AT_ONCE).until(() -> fleet.member(role).restarts() == 1);
            assertThat(fleet.member(role).running().pid())
                    .isNotEqualTo(killed.running().pid());
        }
        await().atMost(AT_ONCE).until(() -> fleet.run("status").exit() == 0);
        await().atMost(AT_ONCE).until(() -> containers().size() == 8);
    }

    @Test
    void ctrl_c_ends_the_stores_after_what_needs_them_and_leaves_no_container()
            throws IOException, InterruptedException {
        Process up = fleet.start("up", "--region", "eu-west", "--backing", "containers");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> FleetState.read(fleet.workspace().stateFile())
                        .filter(FleetState::ready)
                        .isPresent());
        Signals.send("INT", List.of(up.pid()));
        assertThat(up.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(containers()).isEmpty();
        assertThat(fleet.workspace().unit("eu-west").resolve("postgres/postgres.log"))
                .content()
                .contains("received fast shutdown request", "database system is shut down");
    }

    @Test
    void no_container_outlives_a_launcher_that_is_killed() throws IOException, InterruptedException {
        up("--region", "eu-west", "--detach");
        Signals.send("KILL", List.of(fleet.state().launcher().pid()));
        await().atMost(AT_ONCE).until(() -> containers().isEmpty());
    }

    @Test
    void a_container_that_ends_at_start_is_told_with_its_last_words_and_is_not_left()
            throws IOException, InterruptedException {
        String redis = System.getenv().getOrDefault("DOORBUSTER_REDIS_IMAGE", "redis:7");
        TryFleet.Said said = fleet.with("DOORBUSTER_POSTGRES_IMAGE", redis)
                .run("up", "--region", "eu-west", "--backing", "containers");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err())
                .containsPattern("^doorbuster: PostgreSQL of [a-z -]+ ended at start: .*postgres: not found\n$");
    }

    @Test
    void data_that_containers_wrote_are_read_by_processes_and_back()
            throws IOException, InterruptedException, SQLException {
        up("--region", "eu-west", "--detach");
        tell("create table kept (by text); insert into kept values ('containers')");
        redis("SET", "kept", "containers");
        assertThat(fleet.run("down").exit()).isZero();

        assertThat(fleet.run("up", "--region", "eu-west", "--detach").exit()).isZero();
        assertThat(containers()).isEmpty();
        assertThat(tell("update kept set by = by || ' and processes' returning by"))
                .isEqualTo("containers and processes");
        assertThat(redis("GET", "kept")).isEqualTo("containers");
        redis("APPEND", "kept", " and processes");
        assertThat(fleet.run("down").exit()).isZero();

        up("--region", "eu-west", "--detach");
        assertThat(containers()).hasSize(8);
        assertThat(tell("select by from kept")).isEqualTo("containers and processes");
        assertThat(redis("GET", "kept")).isEqualTo("containers and processes");
    }

    /// What the unit's PostgreSQL answers in its first row; empty without one.
    private String tell(String sql) throws SQLException {
        String url = "jdbc:postgresql://" + fleet.address(11) + ":5432/" + Databases.NAME;
        String password = fleet.workspace().secrets("eu-west").password("postgres");
        try (Connection connection = DriverManager.getConnection(url, "postgres", password);
                Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                ResultSet rows = statement.getResultSet();
                return rows.next() ? rows.getString(1) : "";
            }
            return "";
        }
    }

    /// What the node of the unit's Redis says that serves the key.
    private String redis(String... words) throws IOException {
        String password = fleet.workspace().secrets("eu-west").password("redis");
        for (int port = 7001; port <= 7006; port++) {
            try (Resp node = new Resp(fleet.address(11), port, password)) {
                return node.ask(words);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("MOVED");
            }
        }
        throw new IOException("no node serves it");
    }

    private void up(String... options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("up", "--backing", "containers"));
        words.addAll(List.of(options));
        TryFleet.Said said = fleet.run(words.toArray(String[]::new));
        assertThat(said.exit()).as(said.toString()).isZero();
    }

    private void change(String... words) {
        Control.ask(fleet.workspace(), List.of(words), said -> {});
    }

    /// The ids of all of this fleet, running or not.
    private List<String> containers() {
        try {
            Process docker = new ProcessBuilder(
                            "/usr/bin/docker",
                            "ps",
                            "--all",
                            "--quiet",
                            "--filter",
                            "label=doorbuster.owner=" + fleet.workspace().home())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            List<String> ids = docker.inputReader().lines().toList();
            assertThat(docker.waitFor()).isZero();
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
