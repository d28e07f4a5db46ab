package doorbuster.regions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// One mapping of a YAML file that is read key by key; every refusal names file, line, key and what was
/// expected.
///
/// [#end()] refuses the keys nobody asked for, so a misspelt key is never silently a default.
final class Section {
    private final Path file;
    private final String prefix;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> read = new LinkedHashSet<>();

    Section(Path file, String prefix, Node node) {
        this.file = file;
        this.prefix = prefix;
        this.line = lineOf(node);
        if (!(node instanceof MappingNode mapping)) {
            throw new RegionRefused(file, line, prefix.isEmpty() ? "file" : prefix, "expected keys with values");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (values.put(key, tuple.getValueNode()) != null) {
                throw new RegionRefused(file, lineOf(tuple.getKeyNode()), full(key), "expected once, is here twice");
            }
            lines.put(key, lineOf(tuple.getKeyNode()));
        }
    }

    /// A text that matches `pattern`; `expected` describes the pattern to a human.
    String text(String key, Pattern pattern, String expected) {
        String value = scalar(key, expected);
        if (!pattern.matcher(value).matches()) {
            throw refused(key, "expected " + expected + ", found \"" + value + "\"");
        }
        return value;
    }

    /// A whole number within both bounds.
    int number(String key, int least, int most) {
        String expected = "a whole number from " + least + " to " + most;
        String value = scalar(key, expected);
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below, with the bounds
        }
        throw refused(key, "expected " + expected + ", found \"" + value + "\"");
    }

    /// A list of texts that match `pattern`, not empty, none twice.
    List<String> texts(String key, Pattern pattern, String expected) {
        if (!(take(key, "a list of " + expected) instanceof SequenceNode sequence)
                || sequence.getValue().isEmpty()) {
            throw refused(key, "expected a list of " + expected);
        }
        List<String> found = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            String value = element instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (!pattern.matcher(value).matches() || found.contains(value)) {
                throw new RegionRefused(
                        file,
                        lineOf(element),
                        full(key),
                        "expected a list of " + expected + ", found \"" + value + "\"");
            }
            found.add(value);
        }
        return found;
    }

    Optional<String> optionalText(String key, Pattern pattern, String expected) {
        read.add(key);
        return values.containsKey(key) ? Optional.of(text(key, pattern, expected)) : Optional.empty();
    }

    Optional<Integer> optionalNumber(String key, int least, int most) {
        read.add(key);
        return values.containsKey(key) ? Optional.of(number(key, least, most)) : Optional.empty();
    }

    Section section(String key) {
        return new Section(file, full(key), take(key, "keys with values"));
    }

    Optional<Section> optionalSection(String key) {
        return values.containsKey(key) ? Optional.of(section(key)) : Optional.empty();
    }

    /// The keys of a section whose keys are names, in the order of the file.
    List<String> keys() {
        return List.copyOf(values.keySet());
    }

    /// All keys of a free section with their texts.
    Map<String, String> everything(Pattern keys, String expected) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String key : values.keySet()) {
            if (!keys.matcher(key).matches()) {
                throw refused(key, "expected " + expected);
            }
            all.put(key, scalar(key, "a text or number"));
        }
        return all;
    }

    /// Refuses the first key that was never read.
    void end() {
        for (String key : values.keySet()) {
            if (!read.contains(key)) {
                throw refused(key, "unknown key; known here are " + String.join(", ", read));
            }
        }
    }

    RegionRefused refused(String key, String expected) {
        return new RegionRefused(file, lines.getOrDefault(key, line), full(key), expected);
    }

    private String scalar(String key, String expected) {
        if (take(key, expected) instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw refused(key, "expected " + expected);
    }

    private Node take(String key, String expected) {
        read.add(key);
        Node node = values.get(key);
        if (node == null) {
            throw refused(key, "is missing; expected " + expected);
        }
        return node;
    }

    private String full(String key) {
        return prefix.isEmpty() ? key : prefix + "." + key;
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
