package doorbuster.infra.command;

import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.local.StartFailed;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Runs the main class of another module in a JVM of its own, on this terminal.
final class ModuleCommand {
    private ModuleCommand() {}

    /// Runs the load test and waits for it.
    ///
    /// @return its exit code
    static int loadtest(String word, List<String> arguments) {
        Workspace workspace = Surroundings.workspace();
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow", "-cp"));
        words.add(workspace.classPath("loadtest").stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator)));
        words.add("doorbuster.loadtest.Main");
        words.add(word);
        words.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
        builder.environment().put("DOORBUSTER_HOME", workspace.root().toString());
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new StartFailed("the load test cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
