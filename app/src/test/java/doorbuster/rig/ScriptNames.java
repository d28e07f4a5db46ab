package doorbuster.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;

/// The names of the unit's scripts by the fingerprints that Redis knows them by.
final class ScriptNames {
    private static final Path RESOURCES = Path.of("src/main/resources/doorbuster");
    private final Map<String, String> names = new HashMap<>();

    ScriptNames() {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            String lane = Files.readString(RESOURCES.resolve("store/lane.lua"));
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".lua")).toList()) {
                String name = RESOURCES.relativize(file).toString().replace(".lua", "");
                String text = lane + Files.readString(file);
                names.put(fingerprint(text), name);
                names.put(fingerprint("#!lua\n" + text), name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a command is called: a script's package and name, or Redis' own word for any other command.
    ///
    /// @param line as `MONITOR` prints it: `"EVALSHA" "1f2e…" "3" …`
    String of(String line) {
        String[] words = line.substring(1).split("\" ?\"?", 3);
        return switch (words[0]) {
            case "EVALSHA" -> names.getOrDefault(words[1], "an unknown script");
            case "EVAL" -> names.getOrDefault(fingerprint(plain(line.substring(8))), "an unknown script");
            default -> words[0];
        };
    }

    /// The text between the opening quote, which is not there any more, and the closing one.
    private static String plain(String quoted) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < quoted.length() && quoted.charAt(i) != '"'; i++) {
            char c = quoted.charAt(i);
            if (c == '\\') {
                i++;
                c = quoted.charAt(i) == 'n' ? '\n' : quoted.charAt(i);
            }
            text.append(c);
        }
        return text.toString();
    }

    private static String fingerprint(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
