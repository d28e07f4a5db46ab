package doorbuster.infra.fleet;

import doorbuster.infra.local.Programs;
import doorbuster.infra.local.StartFailed;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs the launcher as a process of its own that outlives the terminal, and shows its log until it is up.
public final class Detachment {
    private final Workspace workspace;
    private final Progress progress;

    public Detachment(Workspace workspace, Progress progress) {
        this.workspace = workspace;
        this.progress = progress;
    }

    /// Starts `arguments` in the background and returns when the fleet is ready.
    ///
    /// @throws StartFailed with the launcher's last line when it ends first
    public void run(List<String> arguments) {
        Path log = workspace.launcherLog();
        try {
            Files.createDirectories(workspace.home());
            Files.writeString(log, "");
            Process launcher = new ProcessBuilder(Programs.detached(command(arguments)))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(new File("/dev/null"))
                    .start();
            follow(launcher, log);
        } catch (IOException e) {
            throw new StartFailed("the launcher cannot be started: " + e.getMessage(), e);
        }
    }

    private void follow(Process launcher, Path log) throws IOException {
        int shown = 0;
        boolean ended = false;
        while (true) {
            List<String> lines =
                    Files.readString(log, StandardCharsets.UTF_8).lines().toList();
            String last = lines.isEmpty() ? "the launcher said nothing" : lines.getLast();
            int end = ended ? lines.size() - 1 : lines.size();
            lines.subList(Math.min(shown, end), end).forEach(progress::say);
            shown = Math.max(shown, end);
            if (ended) {
                throw new StartFailed(last.replaceFirst("^doorbuster: ", ""));
            }
            if (last.equals(Progress.READY)) {
                return;
            }
            try {
                ended = launcher.waitFor(100, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                launcher.destroy();
                Thread.currentThread().interrupt();
                throw new StartFailed("interrupted", e);
            }
        }
    }

    private List<String> command(List<String> arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"));
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), "doorbuster.infra.Main"));
        words.addAll(arguments);
        return words;
    }
}
