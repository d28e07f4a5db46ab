package doorbuster.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandHeadersTest {
    private static final Pattern LOCALS = Pattern.compile("local ([\\w, ]+?)\\s*=\\s*((?:KEYS\\[\\d+],?\\s*)+)");

    static Stream<CommandFiles.Command> scripts() {
        return CommandFiles.ending(".lua").stream().filter(c -> !c.name().equals("lane"));
    }

    static Stream<CommandFiles.Command> statements() {
        return CommandFiles.ending(".sql").stream();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void a_scripts_header_names_its_keys_in_the_order_of_the_body(CommandFiles.Command script) {
        Matcher locals = LOCALS.matcher(script.text());
        assertThat(locals.find()).as("takes its keys by name").isTrue();
        List<String> names =
                Arrays.stream(locals.group(1).split(",")).map(String::strip).toList();
        assertThat(script.header("KEYS")).isEqualTo(String.join(" ", names));
        String inOrder = Stream.iterate(1, i -> i + 1)
                .limit(names.size())
                .map(i -> "KEYS[" + i + "]")
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
        assertThat(locals.group(2).strip().replaceAll("\\s+", " ")).isEqualTo(inOrder);
        assertThat(script.text().split("KEYS\\[", -1))
                .as("no key is taken elsewhere")
                .hasSize(names.size() + 1);
        assertThat(script.text()).contains("misuse(#KEYS, " + names.size() + ",");
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void a_scripts_header_tells_arguments_and_reply_and_the_file_is_short(CommandFiles.Command script) {
        assertThat(script.text()).startsWith("-- " + script.name() + ": ");
        assertThat(script.header("ARGV")).isNotBlank();
        assertThat(script.header("reply")).isNotBlank();
        assertThat(script.text().lines().count()).isLessThanOrEqualTo(80);
    }

    @ParameterizedTest
    @MethodSource("statements")
    void a_statements_header_names_each_of_its_parameters(CommandFiles.Command statement) {
        assertThat(statement.text()).startsWith("-- " + statement.name() + ": ");
        String listed = statement.header("parameters");
        int named = listed.equals("none") ? 0 : listed.split(",").length;
        String body = String.join(
                "\n", statement.text().lines().filter(l -> !l.startsWith("--")).toList());
        assertThat(body.chars().filter(c -> c == '?').count())
                .as("parameters of %s: %s", statement, listed)
                .isEqualTo(named);
    }
}
