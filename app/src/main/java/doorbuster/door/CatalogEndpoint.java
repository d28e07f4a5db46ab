package doorbuster.door;

import doorbuster.catalog.Catalog;
import doorbuster.catalog.CatalogSnapshot;
import doorbuster.catalog.Product;
import doorbuster.sale.Sku;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The unit's product catalog. It changes rarely, so everything has an `ETag` and may be kept for a while.
final class CatalogEndpoint {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;
    private static final Header CACHE = HeaderValues.createCached("Cache-Control", "public, max-age=30");
    private static final Header SVG = HeaderValues.createCached("Content-Type", "image/svg+xml");
    private static final Header SVG_POLICY = HeaderValues.createCached(
            "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    private final Catalog catalog;
    private final Problems problems;

    CatalogEndpoint(Catalog catalog, Problems problems) {
        this.catalog = catalog;
        this.problems = problems;
    }

    /// A page of products.
    ///
    /// @param next the sku to ask on with as `after`; absent on the last page
    private record Page(
            long version,
            int total,
            List<ProductView> products,
            @Nullable String next) {}

    private record ProductView(
            String sku,
            String name,
            String description,
            @Nullable String category,
            String price,
            long priceMinor,
            String currency,
            Map<String, String> names,
            Map<String, String> descriptions,
            Map<String, String> attributes,
            List<String> pictures) {
        static ProductView of(Product product) {
            return new ProductView(
                    product.sku().value(),
                    product.name("en"),
                    product.description("en"),
                    product.category().isEmpty() ? null : product.category(),
                    Money.text(product.priceMinor(), product.currency()),
                    product.priceMinor(),
                    product.currency(),
                    product.names(),
                    product.descriptions(),
                    product.attributes(),
                    IntStream.range(0, product.pictures().size())
                            .mapToObj(n -> "/v1/catalog/products/" + product.sku() + "/pictures/" + n)
                            .toList());
        }
    }

    Answer products(ServerRequest request) {
        OptionalInt limit = limit(request.query().first("limit").orElse(""));
        String after = request.query().first("after").orElse("");
        if (limit.isEmpty() || !(after.isEmpty() || Sku.isValid(after))) {
            return problems.of(Code.MALFORMED, "limit is 1 to " + MAX_LIMIT + ", after is a sku.");
        }
        CatalogSnapshot snapshot = catalog.now();
        return cached(request, snapshot, () -> {
            List<ProductView> views = new ArrayList<>();
            int start = firstAfter(snapshot.products(), after);
            int end = Math.min(snapshot.products().size(), start + limit.getAsInt());
            for (Product product : snapshot.products().subList(start, end)) {
                views.add(ProductView.of(product));
            }
            String next = end < snapshot.products().size() && end > start
                    ? snapshot.products().get(end - 1).sku().value()
                    : null;
            return Answer.json(
                    200,
                    Json.bytes(new Page(snapshot.version(), snapshot.products().size(), views, next)));
        });
    }

    Answer product(ServerRequest request) {
        CatalogSnapshot snapshot = catalog.now();
        return find(request, snapshot)
                .map(product -> cached(request, snapshot, () -> Answer.json(200, Json.bytes(ProductView.of(product)))))
                .orElseGet(() -> problems.of(Code.NOT_FOUND, "There is no such product."));
    }

    /// A product's picture. A drawing may hold a script; the policy and the sandbox keep it still, also when
    /// somebody opens it by its address.
    Answer picture(ServerRequest request) {
        CatalogSnapshot snapshot = catalog.now();
        String number = request.path().pathParameters().get("number");
        int at = number.length() == 1 && Character.isDigit(number.charAt(0)) ? number.charAt(0) - '0' : -1;
        return find(request, snapshot)
                .filter(product -> at >= 0 && at < product.pictures().size())
                .map(product -> cached(
                        request,
                        snapshot,
                        () -> Answer.of(200, SVG, product.pictures().get(at).getBytes(StandardCharsets.UTF_8))
                                .with(SVG_POLICY)))
                .orElseGet(() -> problems.of(Code.NOT_FOUND, "There is no such picture."));
    }

    private static Optional<Product> find(ServerRequest request, CatalogSnapshot snapshot) {
        String sku = request.path().pathParameters().get("sku");
        return Sku.isValid(sku) ? snapshot.find(new Sku(sku)) : Optional.empty();
    }

    private static Answer cached(
            ServerRequest request, CatalogSnapshot snapshot, java.util.function.Supplier<Answer> answer) {
        String tag = "\"" + snapshot.version() + "." + snapshot.revision() + "\"";
        boolean known = request.headers().values(HeaderNames.IF_NONE_MATCH).stream()
                .anyMatch(given -> given.strip().equals(tag) || given.strip().equals("W/" + tag) || given.equals("*"));
        return (known ? Answer.empty(304) : answer.get()).with("ETag", tag).with(CACHE);
    }

    private static OptionalInt limit(String text) {
        if (text.isEmpty()) {
            return OptionalInt.of(DEFAULT_LIMIT);
        }
        try {
            int limit = Integer.parseInt(text);
            return limit >= 1 && limit <= MAX_LIMIT ? OptionalInt.of(limit) : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /// The first product whose sku is greater, by binary search: the snapshot is ordered.
    private static int firstAfter(List<Product> products, String after) {
        int low = 0;
        int high = products.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (products.get(middle).sku().value().compareTo(after) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
