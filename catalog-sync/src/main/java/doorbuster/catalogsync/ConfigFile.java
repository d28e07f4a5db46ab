package doorbuster.catalogsync;

import doorbuster.catalogsync.SyncConfig.Admin;
import doorbuster.catalogsync.SyncConfig.Identity;
import doorbuster.catalogsync.SyncConfig.Reconcile;
import doorbuster.catalogsync.SyncConfig.Role;
import doorbuster.catalogsync.SyncConfig.Slots;
import doorbuster.catalogsync.authoring.FileLimits;
import doorbuster.catalogsync.store.Database;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Reads the configuration and refuses what cannot work, with the key's name.
final class ConfigFile {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final Pattern REGION = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private final Config config;

    private ConfigFile(Config config) {
        this.config = config;
    }

    /// The defaults with `file` over them.
    ///
    /// @throws IllegalArgumentException for unknown keys, values out of bounds, numbers that do not fit
    static SyncConfig read(Optional<Path> file) {
        Config defaults = Config.just(ConfigSources.classpath("application.yaml"));
        if (file.isEmpty()) {
            return new ConfigFile(defaults).tree();
        }
        Config own = Config.just(ConfigSources.file(file.get()));
        Set<String> unknown = new TreeSet<>(own.asMap().get().keySet());
        unknown.removeAll(defaults.asMap().get().keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unknown keys in " + file.get() + ": " + String.join(", ", unknown));
        }
        return new ConfigFile(Config.just(ConfigSources.file(file.get()), ConfigSources.classpath("application.yaml")))
                .tree();
    }

    private SyncConfig tree() {
        String region = matching("region", REGION);
        SyncConfig tree = new SyncConfig(
                Role.valueOf(oneOf("role", "unit", "origin").toUpperCase(Locale.ROOT)),
                region,
                new Admin(text("admin.address"), (int) number("admin.port", 0, 65535)),
                database("postgres", region),
                database("origin", region),
                matching("publication", NAME),
                matching("reader-role", NAME),
                millis("heartbeat.interval-ms", 50, 60_000),
                new Reconcile(
                        millis("reconcile.interval-ms", 50, 60_000), millis("reconcile.longest-pause-ms", 50, 600_000)),
                millis("audit.interval-ms", 100, 86_400_000),
                new Slots(number("slots.alarm-bytes", 1 << 20, 1L << 40), millis("slots.interval-ms", 50, 600_000)),
                new FileLimits(
                        (int) number("import.line-bytes", 1024, 16 << 20),
                        (int) number("import.text-length", 64, 1 << 20),
                        (int) number("import.rows", 1, 5_000_000),
                        (int) number("import.faults", 1, 10_000)),
                (int) number("history.versions", 1, 10_000),
                new Identity(text("identity.issuer"), text("identity.audience"), text("identity.jwks")),
                oneOf("log.format", "auto", "json", "text"));
        must(
                tree.reconcile().longestPause().compareTo(tree.reconcile().interval()) >= 0,
                "reconcile.longest-pause-ms is at least reconcile.interval-ms");
        must(
                tree.limits().textLength() <= tree.limits().lineBytes(),
                "import.text-length is at most import.line-bytes");
        return tree;
    }

    private Database database(String at, String region) {
        String url = text(at + ".url");
        must(url.matches("jdbc:postgresql://[^/]+/[a-z0-9_]+"), at + ".url is jdbc:postgresql://host:port/database");
        String rootCertificate = text(at + ".root-certificate");
        must(
                rootCertificate.isEmpty() || rootCertificate.startsWith("/"),
                at + ".root-certificate is the absolute path of a PEM file, not '" + rootCertificate + "'");
        return new Database(
                url,
                matching(at + ".user", NAME),
                secret(at + ".password"),
                rootCertificate,
                number(at + ".connect-timeout-ms", 100, 60_000),
                number(at + ".socket-timeout-ms", 1000, 3_600_000),
                "catalog-sync " + region);
    }

    private String text(String key) {
        return config.get(key).asString().orElse("");
    }

    /// The text itself, or the content of the file it names as `file:/path`.
    private String secret(String key) {
        String value = text(key);
        if (!value.startsWith("file:")) {
            return value;
        }
        try {
            return Files.readString(Path.of(value.substring("file:".length()))).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(key + " names a file that cannot be read: " + value, e);
        }
    }

    private String matching(String key, Pattern form) {
        String value = text(key);
        must(form.matcher(value).matches(), key + " must match " + form + ", not '" + value + "'");
        return value;
    }

    private String oneOf(String key, String... allowed) {
        String value = text(key);
        must(
                Set.of(allowed).contains(value),
                key + " is one of " + String.join(", ", allowed) + ", not '" + value + "'");
        return value;
    }

    private long number(String key, long least, long most) {
        long value = config.get(key).asLong().get();
        must(value >= least && value <= most, key + " is " + least + " to " + most + ", not " + value);
        return value;
    }

    private Duration millis(String key, long least, long most) {
        return Duration.ofMillis(number(key, least, most));
    }

    private static void must(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
