package doorbuster.infra.fleet;

import doorbuster.infra.local.Child;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How the JVMs of the fleet are started: on the launcher's own JDK, small, and quick.
///
/// A unit's app must stay under 300 MB resident at idle and both units start on two cores: the serial
/// collector keeps no extra threads, and compact headers make objects smaller.
public final class JavaPrograms {
    private final Workspace workspace;
    private final Map<String, String> environment;
    private final List<String> flags;
    private final List<Path> front;

    public JavaPrograms(Workspace workspace) {
        this(workspace, Map.of());
    }

    /// @param environment further variables for each of them
    public JavaPrograms(Workspace workspace, Map<String, String> environment) {
        this(workspace, environment, List.of(), List.of());
    }

    /// @param flags further words for their JVM
    /// @param front folders that are searched before the programs themselves
    public JavaPrograms(Workspace workspace, Map<String, String> environment, List<String> flags, List<Path> front) {
        this.workspace = workspace;
        this.environment = new HashMap<>(environment);
        this.environment.put("MALLOC_ARENA_MAX", "2");
        this.flags = List.copyOf(flags);
        this.front = List.copyOf(front);
    }

    /// `module`'s main class with `--config file`.
    ///
    /// @param name   what messages call it
    /// @param heapMb the most heap it may use
    public Child.Command command(String name, String module, String mainClass, int heapMb, Path config, Path log) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of(
                "-Xms" + Math.min(heapMb, 32) + "m",
                "-Xmx" + heapMb + "m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dio.netty.leakDetection.level=disabled",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        words.addAll(flags);
        words.addAll(List.of("-cp", classPath(module), mainClass, "--config", config.toString()));
        return new Child.Command(name, words, environment, log, "TERM");
    }

    private String classPath(String module) {
        return Stream.concat(front.stream(), workspace.classPath(module).stream())
                .map(path -> path.toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
