package doorbuster.catalogsync.authoring;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import doorbuster.catalogsync.authoring.CatalogLine.Announcement;
import doorbuster.catalogsync.authoring.CatalogLine.BadLine;
import doorbuster.catalogsync.authoring.CatalogLine.CategoryLine;
import doorbuster.catalogsync.authoring.CatalogLine.ProductLine;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What one line must be. The first fault of a line is told; what needs the whole file is checked in the database.
record LineCheck(FileLimits limits) {
    /// Members that come twice and deep nesting are refused like any other broken line.
    static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(16).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Set<String> PRODUCT = Set.of(
            "kind",
            "sku",
            "category",
            "priceMinor",
            "currency",
            "name",
            "names",
            "description",
            "descriptions",
            "attributes",
            "pictures");
    private static final Set<String> CATEGORY = Set.of("kind", "id", "parent", "name", "names");
    private static final Set<String> CATALOG = Set.of("kind", "rows");
    private static final long HIGHEST_PRICE = 1_000_000_000_000L;

    CatalogLine of(int line, ObjectNode row) {
        try {
            String kind = text(row, "kind").orElse("product");
            return switch (kind) {
                case "product" -> product(line, members(row, PRODUCT));
                case "category" -> category(line, members(row, CATEGORY));
                case "catalog" -> announcement(line, members(row, CATALOG));
                default -> new BadLine(line, "unknown kind " + kind + "; it is product, category or catalog");
            };
        } catch (Fault fault) {
            return new BadLine(line, fault.reason);
        }
    }

    private ProductLine product(int line, ObjectNode row) throws Fault {
        String sku = text(row, "sku").filter(s -> !s.isBlank()).orElseThrow(() -> new Fault("missing sku"));
        must(KEY.matcher(sku).matches(), "a sku is 1-64 of A-Z a-z 0-9 . _ -, not '" + clip(sku) + "'");
        JsonNode price = row.path("priceMinor");
        must(!price.isMissingNode() && !price.isNull(), "missing priceMinor");
        must(
                price.isIntegralNumber() && price.canConvertToLong(),
                "priceMinor is a whole number of cents, not '" + clip(price.asText()) + "'");
        must(price.longValue() >= 0, "negative price " + price.longValue());
        must(price.longValue() <= HIGHEST_PRICE, "priceMinor is at most " + HIGHEST_PRICE);
        String currency = text(row, "currency").orElse("EUR");
        must(
                CURRENCY.matcher(currency).matches(),
                "a currency has three capital letters, not '" + clip(currency) + "'");
        ObjectNode names = languages(row, "name", "names");
        must(!names.isEmpty(), "missing name");
        return new ProductLine(
                line,
                sku,
                key(row, "category"),
                price.longValue(),
                currency,
                names.toString(),
                languages(row, "description", "descriptions").toString(),
                attributes(row).toString(),
                pictures(row).toString());
    }

    private CategoryLine category(int line, ObjectNode row) throws Fault {
        String id = key(row, "id").orElseThrow(() -> new Fault("missing id of the category"));
        Optional<String> parent = key(row, "parent");
        must(!parent.equals(Optional.of(id)), "category " + id + " is its own parent");
        return new CategoryLine(
                line, id, parent, languages(row, "name", "names").toString());
    }

    private static Announcement announcement(int line, ObjectNode row) throws Fault {
        must(row.path("rows").canConvertToInt() && row.path("rows").asInt() >= 0, "rows wants a number");
        return new Announcement(line, row.path("rows").asLong());
    }

    private static ObjectNode members(ObjectNode row, Set<String> known) throws Fault {
        for (Iterator<String> names = row.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            must(known.contains(name), "unknown member '" + clip(name) + "'");
        }
        return row;
    }

    /// `name` is the short form of `names: {"en": …}`.
    private ObjectNode languages(ObjectNode row, String one, String many) throws Fault {
        JsonNode all = row.path(many);
        must(all.isMissingNode() || all.isNull() || all.isObject(), many + " is an object: language to text");
        ObjectNode answer = all instanceof ObjectNode object ? object : row.objectNode();
        Optional<String> single = text(row, one);
        if (single.isPresent()) {
            must(!answer.has("en"), one + " and " + many + ".en say the same twice");
            answer.put("en", single.get());
        }
        for (Map.Entry<String, JsonNode> entry : answer.properties()) {
            must(LANGUAGE.matcher(entry.getKey()).matches(), "'" + clip(entry.getKey()) + "' is no language");
            must(entry.getValue().isTextual(), many + "." + entry.getKey() + " is no text");
            String text = checked(entry.getValue().textValue(), many + "." + entry.getKey());
            must(!one.equals("name") || !text.isBlank(), "empty name");
        }
        return answer;
    }

    private ObjectNode attributes(ObjectNode row) throws Fault {
        JsonNode all = row.path("attributes");
        must(all.isMissingNode() || all.isNull() || all.isObject(), "attributes is an object: word to text");
        checked(all.toString(), "attributes");
        ObjectNode answer = row.objectNode();
        for (Map.Entry<String, JsonNode> entry : all.properties()) {
            must(entry.getValue().isValueNode(), "attributes." + clip(entry.getKey()) + " is no text");
            answer.put(entry.getKey(), entry.getValue().asText());
        }
        return answer;
    }

    private JsonNode pictures(ObjectNode row) throws Fault {
        JsonNode all = row.path("pictures");
        if (all.isMissingNode() || all.isNull()) {
            return row.arrayNode();
        }
        must(all.isArray() && all.size() <= 10, "pictures is a list of at most 10 texts");
        for (JsonNode picture : all) {
            must(picture.isTextual() && !picture.textValue().isBlank(), "a picture is an address or an SVG document");
            checked(picture.textValue(), "pictures");
        }
        return all;
    }

    private static Optional<String> key(ObjectNode row, String name) throws Fault {
        Optional<String> value = text(row, name).filter(text -> !text.isBlank());
        must(value.isEmpty() || KEY.matcher(value.get()).matches(), "'" + clip(value.orElse("")) + "' is no " + name);
        return value;
    }

    private static Optional<String> text(ObjectNode row, String name) throws Fault {
        JsonNode value = row.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        must(value.isTextual(), name + " is no text");
        return Optional.of(value.textValue());
    }

    private String checked(String text, String name) throws Fault {
        must(
                text.length() <= limits.textLength(),
                name + " has " + text.length() + " characters, at most " + limits.textLength() + " are allowed");
        must(text.indexOf('\0') < 0 && !text.contains("\\u0000"), name + " holds a NUL character");
        return text;
    }

    private static String clip(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static void must(boolean holds, String reason) throws Fault {
        if (!holds) {
            throw new Fault(reason);
        }
    }

    /// Leaves the check of one line at its first fault; never seen outside of this file.
    private static final class Fault extends Exception {
        private static final long serialVersionUID = 1;
        private final String reason;

        Fault(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }
    }
}
