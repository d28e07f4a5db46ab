package doorbuster.infra.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/// Documents made of maps and lists, in the order in which they were written down.
public final class Tree {
    private Tree() {}

    /// A map of keys and values, two by two.
    public static Map<String, Object> of(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    /// A Kubernetes object, or the part of one that a patch changes.
    public static Map<String, Object> object(String apiVersion, String kind, String name, Object... keysAndValues) {
        Map<String, Object> object = of("apiVersion", apiVersion, "kind", kind, "metadata", of("name", name));
        object.putAll(of(keysAndValues));
        return object;
    }

    /// Puts a dotted key over what is there.
    @SuppressWarnings("unchecked") // every inner node is made by of()
    public static void put(Map<String, Object> tree, String dotted, Object value) {
        Map<String, Object> at = tree;
        List<String> path = List.of(dotted.split("\\.", -1));
        for (String step : path.subList(0, path.size() - 1)) {
            at = (Map<String, Object>) at.computeIfAbsent(step, missing -> new LinkedHashMap<String, Object>());
        }
        at.put(path.getLast(), value);
    }

    /// The documents as text below a comment; the same documents always give the same text.
    public static String text(String comment, List<Map<String, Object>> documents) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setWidth(118);
        List<String> texts = new ArrayList<>();
        documents.forEach(document -> texts.add(new Yaml(options).dump(document)));
        return "# " + comment + "\n" + String.join("---\n", texts);
    }
}
