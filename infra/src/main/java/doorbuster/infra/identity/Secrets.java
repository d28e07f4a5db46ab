package doorbuster.infra.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Passwords and keys of one unit, made when first asked for and kept in one private file (`name=value`
/// lines).
public final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Map<String, String> values;

    private Secrets(Path file, Map<String, String> values) {
        this.file = file;
        this.values = values;
    }

    /// Reads the file if it is there.
    public static Secrets in(Path file) {
        try {
            Map<String, String> values = Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .filter(line -> line.contains("="))
                            .collect(Collectors.toMap(
                                    line -> line.substring(0, line.indexOf('=')),
                                    line -> line.substring(line.indexOf('=') + 1)))
                    : Map.of();
            return new Secrets(file, new TreeMap<>(values));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// 160 random bits in hexadecimal: safe in URLs, connection strings and configuration files.
    public String password(String name) {
        return value(name, () -> HexFormat.of().formatHex(random(20)));
    }

    /// 32 random bytes in Base64.
    public String key(String name) {
        return value(name, () -> Base64.getEncoder().encodeToString(random(32)));
    }

    private synchronized String value(String name, Supplier<String> maker) {
        String known = values.get(name);
        if (known != null) {
            return known;
        }
        String made = maker.get();
        values.put(name, made);
        try {
            PrivateFiles.write(
                    file,
                    values.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return made;
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
