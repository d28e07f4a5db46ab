package doorbuster.catalog;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps equal things once while a catalog is read, and knows how much it has kept, so that a catalog too
/// large for this process is refused instead of ending it.
///
/// A product that is as it was before stays the same object: during a new reading of 50,000 products only what changed
/// is in memory twice.
final class Sharing {
    /// What a product takes beside its texts: the objects, measured with 50,000 products.
    private static final int PRODUCT_BYTES = 400;

    private final CatalogSnapshot known;
    private final long budget;
    private final Map<Object, Object> kept = new HashMap<>();
    private long bytes;

    /// Begins a reading.
    ///
    /// @param known what was read before
    /// @param budget bytes that may be kept anew
    Sharing(CatalogSnapshot known, long budget) {
        this.known = known;
        this.budget = budget;
    }

    /// The same product, made of what is kept already wherever that is equal.
    ///
    /// @throws TooLarge when more than the budget would be kept
    Product of(Product product) {
        Optional<Product> before = known.find(product.sku()).filter(product::equals);
        return before.orElseGet(() -> kept(product));
    }

    private Product kept(Product product) {
        spend(PRODUCT_BYTES + length(product.names().values()));
        return new Product(
                product.sku(),
                text(product.category()),
                product.priceMinor(),
                text(product.currency()),
                product.names(),
                texts(product.descriptions()),
                texts(product.attributes()),
                list(product.pictures()));
    }

    private String text(String value) {
        return kept.putIfAbsent(value, value) instanceof String known ? known : value;
    }

    private Map<String, String> texts(Map<String, String> value) {
        @SuppressWarnings("unchecked") // only maps of texts equal a map of texts, but for two empty ones
        Map<String, String> first = (Map<String, String>) kept.putIfAbsent(value, value);
        if (first == null) {
            spend(length(value.values()));
        }
        return first == null ? value : first;
    }

    private List<String> list(List<String> value) {
        @SuppressWarnings("unchecked") // as above
        List<String> first = (List<String>) kept.putIfAbsent(value, value);
        if (first == null) {
            spend(length(value));
        }
        return first == null ? value : first;
    }

    private void spend(long more) {
        bytes += more;
        if (bytes > budget) {
            throw new TooLarge("the new catalog needs more than " + (budget >> 20)
                    + " MB here; give this process more heap, or the catalog fewer products");
        }
    }

    private static long length(Collection<String> texts) {
        return texts.stream().mapToLong(String::length).sum();
    }

    /// More than this process can hold beside the catalog it has.
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLarge(String message) {
            super(message);
        }
    }
}
