package doorbuster.catalog;

/// The unit's own copy of the product catalog. Works while the origin is away.
public interface Catalog {
    /// The newest complete snapshot this node has; never blocks. Before the first load it is
    /// [CatalogSnapshot#EMPTY].
    CatalogSnapshot now();
}
