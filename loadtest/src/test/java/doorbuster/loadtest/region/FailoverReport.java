package doorbuster.loadtest.region;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What was measured, as a page to read.
final class FailoverReport {
    private final List<String> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    void add(String what, double seconds, String bound) {
        rows.add(String.format(Locale.ROOT, "| %s | %.1f | %s |", what, seconds, bound));
    }

    void note(String line) {
        notes.add("- " + line);
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        List<String> lines = new ArrayList<>(
                List.of("# Failover, as buyers saw it", "", "| what | seconds | bound |", "|---|---|---|"));
        lines.addAll(rows);
        lines.add("");
        lines.addAll(notes);
        Files.write(file, lines);
    }
}
