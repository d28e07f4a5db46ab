package doorbuster.commands;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.catalog.CatalogTables;
import doorbuster.infra.local.RedisNode;
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
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandsIT {
    private static final String TAG = "{commands:0}:";
    private static final Pattern NUMBERS = Pattern.compile("or worded\\(([0-9, ]+)\\)");

    /// For scripts whose least arguments leave nothing to do, or a key to be forgotten.
    private static final Map<String, List<String>> SOMETHING_TO_DO =
            Map.of("list-stage", List.of("1000", "somebody"), "note", List.of("10", "1000", "a line"));

    private static Rig rig;
    private static Redis redis;

    @BeforeAll
    static void start() throws SQLException, IOException, ReflectiveOperationException {
        rig = Rig.start();
        var _ = rig.node();
        try (Connection connection = rig.connect()) {
            CatalogTables.make(connection);
        }
        redis = new Redis(
                new RedisSettings(
                        rig.redis.seeds(), rig.redis.password(), Duration.ofSeconds(2), Duration.ofSeconds(1), 1000),
                Signals.off());
        CommandFiles.Command first = scripts().findFirst().orElseThrow();
        Script script = load(first);
        // the first commands of a client may come before its connection to the slot's node stands
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> redis.call(script, keys(first), leastArgs(first)), Reply.Done.class::isInstance);
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
        Reply reply = redis.call(script, keys(command), leastArgs(command));
        assertThat(reply).as("%s", reply).isInstanceOf(Reply.Done.class);
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

    static Stream<CommandFiles.Command> scriptsThatWantNumbers() {
        return scripts().filter(script -> NUMBERS.matcher(script.text()).find());
    }

    @ParameterizedTest
    @MethodSource("scriptsThatWantNumbers")
    void a_script_refuses_words_where_it_wants_numbers_before_it_writes(CommandFiles.Command command)
            throws ReflectiveOperationException {
        Script script = load(command);
        Matcher numbers = NUMBERS.matcher(command.text());
        assertThat(numbers.find()).isTrue();
        for (String at : numbers.group(1).split(", ", -1)) {
            List<String> args = new ArrayList<>(leastArgs(command));
            args.set(Integer.parseInt(at) - 1, "many");
            assertRefused(redis.call(script, keys(command), args));
        }
    }

    /// Each key is a list, which no script of the unit uses.
    @ParameterizedTest
    @MethodSource("scripts")
    void a_script_refuses_keys_of_a_wrong_type_before_it_writes(CommandFiles.Command command)
            throws ReflectiveOperationException, IOException {
        List<String> keys = keys(command).stream().map(key -> key + ":list").toList();
        RedisNode primary = rig.redis.primaryOf(keys.getFirst());
        for (String key : keys) {
            assertThat(primary.ask("DEL", key)).isIn("0", "1");
            assertThat(primary.ask("RPUSH", key, "one")).isEqualTo("1");
        }
        Reply reply = redis.call(load(command), keys, SOMETHING_TO_DO.getOrDefault(command.name(), leastArgs(command)));
        assertThat(reply).isNotInstanceOf(Reply.Done.class);
        assertThat(reply.toString()).contains("WRONGTYPE");
        for (String key : keys) {
            assertThat(primary.ask("LRANGE", key, "0", "-1")).as(key).isEqualTo("one");
        }
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
        Matcher least = Pattern.compile("#ARGV, (\\d+)").matcher(command.text());
        assertThat(least.find()).isTrue();
        return Collections.nCopies(Integer.parseInt(least.group(1)), "0");
    }
}
