package doorbuster.catalogsync.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SqlFilesTest {
    private static final Path ROOT = Path.of("src/main/resources/doorbuster/catalogsync");
    private static final Pattern USED = Pattern.compile("\"((?:origin|unit|remote|store)/[a-z-]+)\"");

    @Test
    void every_header_says_what_the_body_takes() throws IOException {
        assertThat(files()).hasSizeGreaterThan(60).allSatisfy(file -> {
            List<String> lines = Files.readAllLines(file);
            String header =
                    lines.stream().takeWhile(line -> line.startsWith("--")).collect(Collectors.joining("\n"));
            assertThat(lines.getFirst()).as("the first line says what it does").hasSizeGreaterThan(12);
            assertThat(header).contains("-- parameters: ").contains("-- reply: ");
            assertThat(new TreeSet<>(Sql.parse(Files.readString(file)).names())).isEqualTo(announced(header));
        });
    }

    @Test
    void every_file_is_used_and_every_name_is_a_file() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                USED.matcher(Files.readString(source)).results().forEach(found -> used.add(found.group(1)));
            }
        }
        used.removeIf(name -> name.endsWith("-")); // completed with a table's name
        for (String table : List.of("category", "product", "manifest", "version", "heartbeat")) {
            List.of("unit/stage-", "unit/fill-", "unit/merge-", "remote/copy-").forEach(name -> used.add(name + table));
        }
        used.addAll(List.of("remote/past-category", "remote/past-product"));
        Set<String> present = files().stream()
                .map(file -> ROOT.relativize(file).toString().replace(".sql", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(present).isEqualTo(used);
    }

    private static Set<String> announced(String header) {
        String line = header.lines()
                .filter(text -> text.startsWith("-- parameters: "))
                .findFirst()
                .orElse("")
                .substring("-- parameters: ".length());
        return line.equals("none") ? Set.of() : new TreeSet<>(List.of(line.split(", ")));
    }

    private static List<Path> files() {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(path ->
                            path.toString().endsWith(".sql") && !path.toString().contains("/db/"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
