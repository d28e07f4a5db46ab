package doorbuster.commands;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files of all commands, as they are packed.
final class CommandFiles {
    private static final Path RESOURCES = Path.of("src/main/resources/doorbuster");

    private CommandFiles() {}

    /// One file.
    record Command(Path path, String text) {
        String name() {
            return path.getFileName().toString().replaceFirst("\\.\\w+$", "");
        }

        /// The text behind a word of the header, with its further lines.
        String header(String word) {
            StringBuilder found = new StringBuilder();
            boolean inside = false;
            for (String line : text.lines().takeWhile(l -> l.startsWith("--")).toList()) {
                if (line.startsWith("-- " + word + ":")) {
                    inside = true;
                    found.append(line.substring(word.length() + 4).strip());
                } else if (inside && line.startsWith("--   ")) {
                    found.append(' ').append(line.substring(2).strip());
                } else {
                    inside = false;
                }
            }
            return found.toString();
        }

        @Override
        public String toString() {
            return RESOURCES.relativize(path).toString();
        }
    }

    static List<Command> ending(String ending) {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .map(CommandFiles::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Command read(Path file) {
        try {
            return new Command(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
