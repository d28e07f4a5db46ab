package doorbuster.infra.fleet;

import doorbuster.infra.local.Programs;
import doorbuster.infra.local.StartFailed;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The program of Zipkin's server: 135 MB that only traces need, so Maven fetches them when they are first
/// asked for and not with every build. The version is the pom's; Maven refuses a wrong checksum.
final class ZipkinJar {
    private static final Path FILE = Path.of("infra/target/zipkin/zipkin-server-exec.jar");
    /// As Maven draws its progress, over and over on one line.
    private static final Pattern FETCHED = Pattern.compile("Progress \\(1\\): (?:([0-9.]+)/)?([0-9.]+) MB");

    private static final int STEPS = 5;

    private final Workspace workspace;
    private final Progress progress;
    private int told;

    ZipkinJar(Workspace workspace, Progress progress) {
        this.workspace = workspace;
        this.progress = progress;
    }

    /// The file, fetched if it is not there yet.
    ///
    /// @throws StartFailed with Maven's first complaint when it cannot be had
    Path get() {
        Path jar = workspace.root().resolve(FILE);
        if (!Files.exists(jar)) {
            fetch();
        }
        return jar;
    }

    private void fetch() {
        Path maven = Programs.find("mvn")
                .orElseThrow(() ->
                        new StartFailed("Maven is missing, which fetches Zipkin's server: apt-get install maven"));
        progress.say("  fetching Zipkin's server with Maven (135 MB, once) …");
        ProcessBuilder builder = new ProcessBuilder(
                        maven.toString(),
                        "--strict-checksums",
                        "--file",
                        workspace.root().resolve("pom.xml").toString(),
                        "--projects",
                        "infra",
                        "dependency:copy@zipkin")
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"));
        // as the build does: Maven chooses its own Java
        builder.environment().remove("JAVA_HOME");
        // not the checkout's own .mvn, which switches the progress off
        builder.environment()
                .put("MAVEN_BASEDIR", workspace.root().resolve("infra").toString());
        try {
            Process process = builder.start();
            String said = follow(process.inputReader(StandardCharsets.UTF_8));
            if (process.waitFor() != 0) {
                throw new StartFailed("Zipkin's server cannot be fetched: " + complaint(said));
            }
        } catch (IOException e) {
            throw new StartFailed("Maven cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("interrupted while fetching Zipkin's server", e);
        }
    }

    private String follow(Reader output) throws IOException {
        StringBuilder all = new StringBuilder();
        StringBuilder line = new StringBuilder();
        for (int c = output.read(); c >= 0; c = output.read()) {
            if (c == '\r' || c == '\n') {
                tell(line);
                all.append(line).append('\n');
                line.setLength(0);
            } else {
                line.append((char) c);
            }
        }
        return all.append(line).toString();
    }

    /// A line for each fifth of a large file.
    private void tell(CharSequence line) {
        Matcher found = FETCHED.matcher(line);
        if (found.find() && found.group(1) != null) {
            double all = Double.parseDouble(found.group(2));
            int part = (int) (Double.parseDouble(found.group(1)) / all * STEPS);
            if (part > told) {
                told = part;
                progress.say("    " + found.group(1) + " of " + found.group(2) + " MB");
            }
        }
    }

    private static String complaint(String said) {
        List<String> errors =
                said.lines().filter(line -> line.contains("[ERROR]")).toList();
        return errors.isEmpty()
                ? "Maven says nothing about why"
                : errors.getFirst().replaceAll("\\x1b\\[[0-9;]*m", "").replaceFirst("\\[ERROR]\\s*", "");
    }
}
