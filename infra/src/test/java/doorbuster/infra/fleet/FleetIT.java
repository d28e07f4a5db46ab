package doorbuster.infra.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import doorbuster.infra.local.Signals;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("long")
class FleetIT {

    private final TryFleet fleet;

    FleetIT(@TempDir Path checkout) throws IOException {
        fleet = new TryFleet(checkout);
    }

    @BeforeEach
    void nothingRuns() {
        assertThat(fleet.isSilent()).isTrue();
    }

    @AfterEach
    void nothingIsLeft() throws IOException, InterruptedException {
        fleet.run("down");
        await().atMost(Duration.ofSeconds(20)).until(fleet::isSilent);
    }

    @Test
    void a_detached_fleet_tells_its_state_restarts_the_dead_and_goes_down() throws IOException, InterruptedException {
        TryFleet.Said up = fleet.run("up", "--detach");
        assertThat(up.exit()).as(up.toString()).isZero();
        assertThat(up.out()).contains("sample sale first-drop", "The fleet is up.");

        JsonNode status = status();
        assertThat(status.path("healthy").asBoolean()).isTrue();
        assertThat(status.path("regions")).hasSize(2);
        assertThat(status.path("regions").get(0).path("adminUrl").asText())
                .isEqualTo("http://" + fleet.address(11) + ":9090");
        assertThat(status.path("regions").get(0).path("processes").findValuesAsText("role"))
                .contains("postgres", "redis", "app", "catalog-sync");

        FleetState.Member redis = fleet.member("redis");
        Signals.send("KILL", List.of(redis.running().pid()));
        FleetState.Member app = fleet.member("app");
        Signals.send("KILL", List.of(app.running().pid()));
        await().atMost(Duration.ofSeconds(30)).until(() -> fleet.member("app").restarts() == 1);
        await().atMost(Duration.ofSeconds(30)).until(() -> fleet.run("status").exit() == 0);
        assertThat(fleet.member("app").running().pid())
                .isNotEqualTo(app.running().pid());

        List<FleetState.Member> all = fleet.state().processes().toList();
        assertThat(fleet.run("down").exit()).isZero();
        assertThat(all).noneMatch(one -> one.running().handle().isPresent());
        assertThat(fleet.workspace().stateFile()).doesNotExist();
    }

    @Test
    void a_second_up_is_refused_and_ctrl_c_ends_the_first() throws IOException, InterruptedException {
        Process first = fleet.start("up", "--region", "us-east", "--no-restart");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> FleetState.read(fleet.workspace().stateFile())
                        .filter(FleetState::ready)
                        .isPresent());
        assertThat(fleet.state().units()).extracting(FleetState.Unit::name).containsExactly("us-east");
        assertThat(fleet.run("up").err())
                .startsWith("doorbuster: the fleet runs already")
                .hasLineCount(1);
        Signals.send("INT", List.of(first.pid()));
        assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).isEqualTo(130);
        assertThat(fleet.isSilent()).isTrue();
    }

    @Test
    void traces_bring_a_zipkin_that_is_watched_and_ended_with_the_rest() throws IOException, InterruptedException {
        TryFleet.Said up = fleet.run("up", "--traces", "--detach", "--region", "eu-west");
        assertThat(up.exit()).as(up.toString()).isZero();
        // the stand-in of the app sells nothing, which ends nothing
        assertThat(up.out()).contains("Zipkin on " + fleet.address(10) + ":9411", "No purchase to show in Zipkin");
        assertThat(fleet.run("status").out())
                .containsPattern("origin +zipkin +" + fleet.address(10) + ":9411 .*healthy");
        Signals.send("KILL", List.of(fleet.member("zipkin").running().pid()));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> fleet.member("zipkin").restarts() == 1);
        assertThat(fleet.run("down").exit()).isZero();
        assertThat(fleet.isSilent()).isTrue();
    }

    @Test
    void what_a_killed_launcher_leaves_behind_ends_too() throws IOException, InterruptedException {
        fleet.run("up", "--detach", "--region", "eu-west");
        FleetState state = fleet.state();
        Signals.send("KILL", List.of(state.launcher().pid()));
        assertThat(fleet.run("down").exit()).isZero();
        await().atMost(Duration.ofSeconds(20)).until(fleet::isSilent);
    }

    @ParameterizedTest
    @CsvSource({
        "11, 5432, PostgreSQL of eu-west needs",
        "10, 5432, PostgreSQL of the origin needs",
        "12, 7003, Redis of us-east needs",
        "12, 17003, the Redis bus of us-east needs",
        "11, 9090, app 1 of eu-west needs",
        "12, 9190, catalog-sync of us-east needs",
        "11, 8080, the front of eu-west needs",
    })
    void a_taken_port_is_one_clear_line_and_nothing_is_left_running(int host, int port, String part)
            throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName(fleet.address(host)))) {
            TryFleet.Said said = fleet.run("up");
            assertThat(said.exit()).isEqualTo(1);
            assertThat(said.err())
                    .startsWith("doorbuster: ")
                    .contains(part)
                    .contains(fleet.address(host) + ":" + taken.getLocalPort() + ", which is taken by another process")
                    .hasLineCount(1);
        }
        assertThat(fleet.isSilent()).isTrue();
    }

    @Test
    void a_child_that_dies_at_start_is_told_with_its_last_words() throws IOException, InterruptedException {
        fleet.change("us-east", "settings: {}", "settings: {fake.die: the order key is missing}");
        TryFleet.Said said = fleet.run("up");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err())
                .isEqualTo("doorbuster: app 1 of us-east ended at start: error: the order key is missing\n");
        assertThat(fleet.isSilent()).isTrue();
    }

    @Test
    void too_little_memory_is_told_before_anything_starts() throws IOException, InterruptedException {
        fleet.change("eu-west", "app: {nodes: 1, first-port: 8181", "app: {nodes: 20, first-port: 8181");
        fleet.change("eu-west", "heap-mb: 320}", "heap-mb: 65536}");
        TryFleet.Said said = fleet.run("up");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("MB of memory and").hasLineCount(1);
        assertThat(fleet.workspace().home().resolve("units")).doesNotExist();
    }

    @Test
    void a_wrong_region_file_stops_everything_with_its_line() throws IOException, InterruptedException {
        fleet.change("eu-west", "weight: 1", "weight: none");
        assertThat(fleet.run("up").err()).startsWith("doorbuster: eu-west.yaml:7: weight: expected a whole number");
    }

    private JsonNode status() throws IOException, InterruptedException {
        return JsonMapper.builder()
                .build()
                .readTree(fleet.run("status", "--json").out());
    }
}
