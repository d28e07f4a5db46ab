package doorbuster.catalogsync.authoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the columns of a CSV file mean: the members of a JSON line, and `name.de`, `description.de`, `attribute.color`
/// for one entry of an object. `pictures` is JSON, one SVG document, or addresses separated by blanks.
record CsvColumns(List<String> names) {
    private static final Set<String> PLAIN = Set.of(
            "kind", "sku", "id", "category", "parent", "priceMinor", "currency", "name", "description", "pictures");
    private static final Set<String> JSON = Set.of("names", "descriptions", "attributes");
    private static final Map<String, String> ENTRY =
            Map.of("name", "names", "description", "descriptions", "attribute", "attributes");

    /// Why this header cannot be used.
    static Optional<String> fault(List<String> header) {
        Set<String> seen = new HashSet<>();
        for (String name : header) {
            String[] parts = name.split("\\.", 2);
            boolean entry = parts.length == 2 && ENTRY.containsKey(parts[0]) && !parts[1].isEmpty();
            if (!entry && !PLAIN.contains(name) && !JSON.contains(name)) {
                return Optional.of("unknown column " + name);
            }
            if (!seen.add(name)) {
                return Optional.of("column " + name + " comes twice");
            }
        }
        return seen.contains("sku") ? Optional.empty() : Optional.of("there is no column sku");
    }

    /// The row as the object a JSON line would be; empty fields say nothing. Empty when a JSON column holds no JSON.
    Optional<ObjectNode> object(List<String> fields) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        try {
            for (int i = 0; i < fields.size(); i++) {
                if (!fields.get(i).isEmpty()) {
                    put(object, names.get(i), fields.get(i));
                }
            }
            return Optional.of(object);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static void put(ObjectNode object, String name, String value) throws JsonProcessingException {
        String[] parts = name.split("\\.", 2);
        if (parts.length == 2) {
            object.withObjectProperty(ENTRY.getOrDefault(parts[0], "names")).put(parts[1], value);
        } else if (name.equals("priceMinor")) {
            object.set(name, number(value.strip()));
        } else if (name.equals("pictures") && !value.stripLeading().startsWith("[")) {
            ArrayNode pictures = object.putArray(name);
            boolean document = value.stripLeading().startsWith("<");
            List.of(document ? new String[] {value} : value.strip().split("\\s+"))
                    .forEach(pictures::add);
        } else if (JSON.contains(name) || name.equals("pictures")) {
            object.set(name, LineCheck.JSON.readTree(value));
        } else {
            object.put(name, value);
        }
    }

    /// A text that is no whole number stays a text, which the line check then names.
    private static JsonNode number(String value) {
        return value.matches("-?\\d{1,18}")
                ? JsonNodeFactory.instance.numberNode(Long.parseLong(value))
                : JsonNodeFactory.instance.textNode(value);
    }
}
