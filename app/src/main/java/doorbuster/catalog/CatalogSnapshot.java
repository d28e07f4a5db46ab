package doorbuster.catalog;

import doorbuster.sale.Sku;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// All products of one version of the catalog; immutable.
///
/// @param version the origin's version number, 0 before the first load
/// @param revision raised by this unit when rows changed without a new version (a repair, a new copy)
/// @param products ordered by sku (by bytes), no sku twice
public record CatalogSnapshot(long version, long revision, List<Product> products) {
    /// No version, no product.
    public static final CatalogSnapshot EMPTY = of(0, 0, List.of());

    static final Comparator<Product> BY_SKU =
            Comparator.comparing(product -> product.sku().value());

    /// A snapshot of a version's products.
    ///
    /// @param products ordered by sku, no sku twice
    public static CatalogSnapshot of(long version, long revision, List<Product> products) {
        return new CatalogSnapshot(version, revision, List.copyOf(products));
    }

    /// The product of that sku, by binary search: an index would cost megabytes in every snapshot.
    public Optional<Product> find(Sku sku) {
        int low = 0;
        int high = products.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Product product = products.get(middle);
            int order = product.sku().value().compareTo(sku.value());
            if (order == 0) {
                return Optional.of(product);
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return Optional.empty();
    }
}
