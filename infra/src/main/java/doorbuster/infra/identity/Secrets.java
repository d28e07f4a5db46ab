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

    private Secrets(Path file) {
        this.file = file;
    }

    /// The secrets kept in that file.
    public static Secrets in(Path file) {
        return new Secrets(file);
    }

    /// 160 random bits in hexadecimal: safe in URLs, connection strings and configuration files.
    public String password(String name) {
        return value(name, () -> HexFormat.of().formatHex(random(20)));
    }

    /// 32 random bytes in Base64.
    public String key(String name) {
        return value(name, () -> Base64.getEncoder().encodeToString(random(32)));
    }

    /// Reads the file anew under one lock of the process: parts that start side by side ask for the same file, and
    /// each must see what the others have added.
    private String value(String name, Supplier<String> maker) {
        synchronized (RANDOM) {
            try {
                Map<String, String> values = read();
                String known = values.get(name);
                if (known != null) {
                    return known;
                }
                String made = maker.get();
                values.put(name, made);
                PrivateFiles.write(
                        file,
                        values.entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                                .collect(Collectors.joining()));
                return made;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Map<String, String> read() throws IOException {
        Map<String, String> values = new TreeMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                int at = line.indexOf('=');
                if (at > 0) {
                    values.put(line.substring(0, at), line.substring(at + 1));
                }
            }
        }
        return values;
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
