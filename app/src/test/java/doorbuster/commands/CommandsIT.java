package doorbuster.commands;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.catalog.CatalogTables;
import doorbuster.rig.Rig;
import doorbuster.store.Redis;
import doorbuster.store.RedisSettings;
import doorbuster.store.Reply;
import doorbuster.store.Script;
import doorbuster.telemetry.Signals;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandsIT {
    private static final String TAG = "{commands:0}:";
    private static Rig rig;
    private static Redis redis;

    @BeforeAll
    static void start() throws SQLException, IOException {
        rig = Rig.start();
        var _ = rig.node();
        try (Connection connection = rig.connect()) {
            CatalogTables.make(connection);
        }
        redis = new Redis(
                new RedisSettings(
                        rig.redis.seeds(), rig.redis.password(), Duration.ofSeconds(2), Duration.ofSeconds(1), 1000),
                Signals.off());
    }

    @AfterAll
    static void stop() {
        redis.close();
        rig.close();
    }

    static Stream<CommandFiles.Command> scripts() {
        return CommandHeadersTest.scripts();
    }

    static Stream<CommandFiles.Command> statements() {
        return CommandHeadersTest.statements();
    }

    /// A lane that does not exist answers COLD, or whatever word the script has for it: the script was read and ran.
    @ParameterizedTest
    @MethodSource("scripts")
    void a_script_runs_on_a_real_cluster(CommandFiles.Command command) throws ReflectiveOperationException {
        Script script = load(command);
        // the first commands of a client may come before its connection to the slot's node stands
        Reply reply = Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> redis.call(script, keys(command), leastArgs(command)), Reply.Done.class::isInstance);
        assertThat(((Reply.Done) reply).text(0)).matches("[A-Z]+");
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void a_script_refuses_missing_and_extra_keys_and_arguments_before_it_writes(CommandFiles.Command command)
            throws ReflectiveOperationException {
        Script script = load(command);
        List<String> keys = keys(command);
        List<String> more = new ArrayList<>(keys);
        more.add(TAG + "extra");
        List<String> fewArgs = leastArgs(command).subList(1, leastArgs(command).size());
        assertRefused(redis.call(script, keys.subList(0, keys.size() - 1), leastArgs(command)));
        assertRefused(redis.call(script, more, leastArgs(command)));
        assertRefused(redis.call(script, keys, fewArgs));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void a_statement_can_be_prepared_against_the_real_schema(CommandFiles.Command command) throws SQLException {
        try (Connection connection = rig.connect();
                Statement plain = connection.createStatement()) {
            plain.execute("SET plan_cache_mode = force_generic_plan");
            String body = String.join(
                    "\n",
                    command.text().lines().filter(l -> !l.startsWith("--")).toList());
            try (PreparedStatement statement = connection.prepareStatement(body)) {
                assertThat(statement.getParameterMetaData().getParameterCount())
                        .isEqualTo((int) body.chars().filter(c -> c == '?').count());
            }
        }
    }

    private static void assertRefused(Reply reply) {
        assertThat(reply).as("%s", reply).isInstanceOf(Reply.NotRun.class);
        assertThat(((Reply.NotRun) reply).why()).contains("BADCALL");
    }

    private static Script load(CommandFiles.Command command) throws ReflectiveOperationException {
        String folder =
                Objects.requireNonNull(command.path().getParent()).getFileName().toString();
        return Script.load(Class.forName("doorbuster." + folder + ".package-info"), command.name());
    }

    private static List<String> keys(CommandFiles.Command command) {
        return Stream.of(command.header("KEYS").split(" "))
                .map(key -> TAG + key)
                .toList();
    }

    /// As many arguments as the script's own check demands at the least: the number behind `#ARGV,`.
    private static List<String> leastArgs(CommandFiles.Command command) {
        var least = java.util.regex.Pattern.compile("#ARGV, (\\d+)").matcher(command.text());
        assertThat(least.find()).isTrue();
        return Collections.nCopies(Integer.parseInt(least.group(1)), "0");
    }
}
