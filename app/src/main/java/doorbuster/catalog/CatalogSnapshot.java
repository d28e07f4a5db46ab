package doorbuster.catalog;

import doorbuster.sale.Sku;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All products of one version of the catalog; immutable.
///
/// @param version the origin's version number, 0 before the first load
/// @param revision raised by this unit when rows changed without a new version (a repair, a new copy)
/// @param products ordered by sku (by bytes)
public record CatalogSnapshot(long version, long revision, List<Product> products, Map<Sku, Product> bySku) {
    /// No version, no product.
    public static final CatalogSnapshot EMPTY = of(0, 0, List.of());

    /// A snapshot of a version's products.
    ///
    /// @param products ordered by sku, no sku twice
    /// @throws IllegalStateException when a sku comes twice
    public static CatalogSnapshot of(long version, long revision, List<Product> products) {
        return new CatalogSnapshot(
                version,
                revision,
                List.copyOf(products),
                products.stream().collect(Collectors.toUnmodifiableMap(Product::sku, Function.identity())));
    }

    /// The product of that sku.
    public Optional<Product> find(Sku sku) {
        return Optional.ofNullable(bySku.get(sku));
    }
}
