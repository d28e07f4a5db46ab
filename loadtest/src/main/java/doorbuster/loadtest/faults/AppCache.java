package doorbuster.loadtest.faults;

import doorbuster.infra.fleet.Workspace;
import doorbuster.loadtest.trial.AppNode;
import doorbuster.loadtest.trial.TrialUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The app's classes as one run of it left them (JEP 514), as in its image: many rounds start nodes, and a start is
/// mostly loading and linking classes.
final class AppCache {
    private static final Duration TO_WRITE = Duration.ofMinutes(2);
    /// A node lives for minutes here: what the second compiler would gain is less than it costs.
    static final List<String> ALWAYS = List.of("-XX:TieredStopAtLevel=1", "-Xlog:aot=off", "-Xlog:cds=off");

    private AppCache() {}

    /// What a node's JVM must be told; makes the cache when it is missing or older than the app.
    ///
    /// @param unit in which a node may run for a moment
    static synchronized List<String> flags(Workspace workspace, TrialUnit unit, Map<String, Object> settings)
            throws IOException {
        Path cache = workspace.root().resolve("target").resolve("faults").resolve("app.aot");
        if (!isFresh(cache, workspace.classPath("app"))) {
            Files.createDirectories(workspace.root().resolve("target").resolve("faults"));
            Files.deleteIfExists(cache);
            unit.nodesWith(flags("-XX:AOTCacheOutput=" + cache), List.of());
            AppNode node = unit.node(settings);
            unit.end(node, TO_WRITE);
        }
        return Files.exists(cache) ? flags("-XX:AOTCache=" + cache) : ALWAYS;
    }

    private static List<String> flags(String first) {
        return Stream.concat(ALWAYS.stream(), Stream.of(first)).toList();
    }

    private static boolean isFresh(Path cache, List<Path> programs) throws IOException {
        if (!Files.exists(cache)) {
            return false;
        }
        for (Path program : programs) {
            if (Files.getLastModifiedTime(program).compareTo(Files.getLastModifiedTime(cache)) > 0) {
                return false;
            }
        }
        return true;
    }
}
