package doorbuster;

import io.helidon.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Reads settings by their keys, and refuses what it does not know.
final class Keys {
    private final Config config;

    Keys(Config config) {
        this.config = config;
    }

    /// Stops the start over keys that are not among the known ones.
    ///
    /// @throws IllegalArgumentException naming them
    static void refuseUnknown(Config given, Config known) {
        Set<String> unknown = new TreeSet<>(leaves(given));
        unknown.removeAll(leaves(known));
        unknown.removeIf(key -> key.startsWith("unit.other-regions."));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unknown keys in the configuration: " + unknown);
        }
    }

    String text(String key) {
        return config.get(key).asString().orElseThrow(() -> new IllegalArgumentException(key + " is missing"));
    }

    /// One of a few words.
    String one(String key, Set<String> words) {
        String text = text(key);
        if (!words.contains(text)) {
            throw new IllegalArgumentException(key + " is '" + text + "', expected one of " + new TreeSet<>(words));
        }
        return text;
    }

    int number(String key) {
        return Math.toIntExact(large(key));
    }

    long large(String key) {
        String text = text(key);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " is '" + text + "', expected a whole number", e);
        }
    }

    /// A number with a fraction.
    double part(String key) {
        String text = text(key);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " is '" + text + "', expected a number", e);
        }
    }

    boolean flag(String key) {
        String text = text(key);
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(key + " is '" + text + "', expected true or false");
        }
        return text.equals("true");
    }

    Duration millis(String key) {
        return Duration.ofMillis(large(key));
    }

    List<String> list(String key) {
        return config.get(key).asList(String.class).orElse(List.of());
    }

    List<Keys> nodes(String key) {
        return config.get(key).asNodeList().orElse(List.of()).stream()
                .map(Keys::new)
                .toList();
    }

    /// The text itself, or the content of the file it names as `file:/path`.
    String textOrFile(String key) {
        String text = text(key);
        if (!text.startsWith("file:")) {
            return text;
        }
        try {
            return Files.readString(Path.of(text.substring("file:".length()))).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(key + " names a file that cannot be read: " + text, e);
        }
    }

    /// A list counts by itself as well: the defaults have empty ones.
    private static Set<String> leaves(Config config) {
        return config.traverse()
                .filter(node -> node.isLeaf() || node.type() == Config.Type.LIST)
                .map(node -> node.key().toString().replaceFirst("\\.\\d+$", ""))
                .collect(Collectors.toSet());
    }
}
