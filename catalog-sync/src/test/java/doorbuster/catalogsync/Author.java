package doorbuster.catalogsync;

import doorbuster.catalogsync.authoring.CatalogFile.Format;
import doorbuster.catalogsync.authoring.Spool;
import doorbuster.catalogsync.origin.Authoring;
import doorbuster.catalogsync.origin.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes catalogs into an origin.
record Author(Authoring authoring) {
    static Author of(Place origin) {
        return new Author(new Authoring(origin.owner(), Place.LIMITS, 20));
    }

    Verdict merge(String ndjson) throws IOException {
        return publish(Format.NDJSON, ndjson.getBytes(StandardCharsets.UTF_8), false);
    }

    Verdict replace(String ndjson) throws IOException {
        return publish(Format.NDJSON, ndjson.getBytes(StandardCharsets.UTF_8), true);
    }

    Verdict publish(Format format, byte[] file, boolean replace) throws IOException {
        try (Spool spool = Spool.of(format.read(new ByteArrayInputStream(file), Place.LIMITS), Place.LIMITS)) {
            return authoring.publish(spool, replace, "test", "tester");
        }
    }

    static String product(String sku, long price) {
        return "{\"sku\":\"" + sku + "\",\"priceMinor\":" + price + ",\"name\":\"Product " + sku + "\"}\n";
    }

    /// `count` products of the size a shop has, some 700 bytes each, and ten categories.
    static String catalog(int count, long price) {
        String categories = IntStream.range(0, 10)
                .mapToObj(i -> "{\"kind\":\"category\",\"id\":\"c" + i + "\",\"name\":\"Category " + i + "\"}\n")
                .collect(Collectors.joining());
        String text = "All that one could say of it, twice. ".repeat(7);
        return categories
                + IntStream.range(0, count)
                        .mapToObj(i -> "{\"sku\":\"SKU-" + i + "\",\"category\":\"c" + i % 10 + "\",\"priceMinor\":"
                                + (price + i) + ",\"names\":{\"en\":\"Product " + i + "\",\"de\":\"Ware " + i
                                + "\"},\"descriptions\":{\"en\":\"" + text + "\",\"de\":\"" + text
                                + "\"},\"attributes\":{\"color\":\"red\"},\"pictures\":[\"/p/" + i + ".svg\"]}\n")
                        .collect(Collectors.joining());
    }
}
