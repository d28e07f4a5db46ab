package doorbuster.catalogsync.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One SQL command from a file, with named parameters (`:version`) turned into JDBC's `?`.
///
/// @param text  what the driver is given
/// @param names the parameter at each `?`, in order; a name may come several times
public record Sql(String text, List<String> names) {
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-z_]+)");
    private static final Map<String, Sql> LOADED = new ConcurrentHashMap<>();

    /// The command in `doorbuster/catalogsync/<name>.sql`.
    ///
    /// @throws IllegalArgumentException when there is no such file: a bug, which a test finds
    public static Sql named(String name) {
        return LOADED.computeIfAbsent(name, Sql::load);
    }

    /// The command without its header (the leading lines that begin with `--`).
    static Sql parse(String file) {
        String body = String.join(
                "\n", file.lines().dropWhile(line -> line.startsWith("--")).toList());
        List<String> names = new ArrayList<>();
        Matcher matcher = PARAMETER.matcher(body);
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            names.add(matcher.group(1));
            matcher.appendReplacement(text, "?");
        }
        matcher.appendTail(text);
        return new Sql(text.toString().strip(), List.copyOf(names));
    }

    private static Sql load(String name) {
        String path = "/doorbuster/catalogsync/" + name + ".sql";
        try (InputStream file = Sql.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalArgumentException("no SQL file " + path);
            }
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalArgumentException("SQL file " + path + " cannot be read", e);
        }
    }
}
