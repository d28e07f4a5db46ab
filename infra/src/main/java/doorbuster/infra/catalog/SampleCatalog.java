package doorbuster.infra.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import doorbuster.infra.tree.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A catalog to try things out with: every kind of thing in every series, drawn in the series' colours.
///
/// The same number of products always gives the same lines.
public final class SampleCatalog {
    /// What the launcher imports: 12 kinds in 18 series.
    public static final int USUAL_SIZE = 216;

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String FRAME = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 240 240\">"
            + "<rect width=\"240\" height=\"240\" rx=\"24\" fill=\"${sky}\"/>"
            + "<ellipse cx=\"120\" cy=\"204\" rx=\"84\" ry=\"10\" fill=\"${b}\" opacity=\".12\"/>${drawing}</svg>";

    private final Source source;

    /// Reads the kinds and series.
    public SampleCatalog() {
        try (InputStream content = Objects.requireNonNull(SampleCatalog.class.getResourceAsStream("sample.json"))) {
            this.source = JSON.readValue(content, Source.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Source(
            @JsonProperty("kinds") List<Kind> kinds,
            @JsonProperty("series") List<Series> series) {}

    /// A kind of product, which is a category of the catalog too.
    private record Kind(
            String id,
            Map<String, String> names,
            Map<String, String> noun,
            long lowMinor,
            long highMinor,
            Map<String, String> descriptions,
            String svg) {}

    private record Series(
            String name, String main, String dark, String accent, String sky, Map<String, String> descriptions) {}

    /// The catalog file of `count` products as lines of NDJSON: first how many rows follow, then
    /// categories, then products.
    public Stream<String> lines(int count) {
        List<Kind> kinds = source.kinds();
        Stream<Map<String, ?>> head = Stream.of(Tree.of("kind", "catalog", "rows", kinds.size() + count));
        Stream<Map<String, ?>> categories =
                kinds.stream().map(kind -> Tree.of("kind", "category", "id", kind.id(), "names", kind.names()));
        Stream<Map<String, ?>> products = IntStream.range(0, count).mapToObj(this::product);
        return Stream.of(head, categories, products).flatMap(part -> part).map(SampleCatalog::line);
    }

    /// The sku of the product that the sample sale sells.
    public static String saleSku() {
        return "sneakers-aurora";
    }

    private Map<String, ?> product(int index) {
        Kind kind = source.kinds().get(index % source.kinds().size());
        int rest = index / source.kinds().size();
        Series series = source.series().get(rest % source.series().size());
        int edition = rest / source.series().size() + 1;
        String suffix = edition == 1 ? "" : " " + edition;
        return Tree.of(
                "kind", "product",
                "sku", kind.id() + "-" + series.name().toLowerCase(Locale.ROOT) + suffix.replace(' ', '-'),
                "category", kind.id(),
                "priceMinor", price(kind, index),
                "currency", "EUR",
                "names", joined(Map.of("en", series.name(), "de", series.name()), kind.noun(), suffix),
                "descriptions", joined(kind.descriptions(), series.descriptions(), ""),
                "attributes", Tree.of("series", series.name(), "color", series.main()),
                "pictures", List.of(picture(kind, series)));
    }

    /// Between the kind's bounds, spread by a prime, and always ending in 90 cents.
    private static long price(Kind kind, int index) {
        long span = kind.highMinor() - kind.lowMinor();
        return kind.lowMinor() + (index * 7_919L % (span + 1)) / 100 * 100 + 90;
    }

    private static Map<String, String> joined(Map<String, String> first, Map<String, String> second, String end) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String language : List.of("en", "de")) {
            all.put(language, first.get(language) + " " + second.get(language) + end);
        }
        return all;
    }

    private static String picture(Kind kind, Series series) {
        return FRAME.replace("${drawing}", kind.svg())
                .replace("${sky}", series.sky())
                .replace("${a}", series.main())
                .replace("${b}", series.dark())
                .replace("${c}", series.accent());
    }

    private static String line(Map<String, ?> row) {
        try {
            return JSON.writeValueAsString(row);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
