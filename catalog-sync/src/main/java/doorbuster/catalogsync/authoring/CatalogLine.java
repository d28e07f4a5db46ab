package doorbuster.catalogsync.authoring;

import java.util.Optional;

/// One checked line of a catalog file. JSON members are kept as JSON text, ready for the database.
public sealed interface CatalogLine {
    /// Where it began in the file, from 1.
    int line();

    record ProductLine(
            int line,
            String sku,
            Optional<String> category,
            long priceMinor,
            String currency,
            String names,
            String descriptions,
            String attributes,
            String pictures)
            implements CatalogLine {}

    record CategoryLine(int line, String id, Optional<String> parent, String names) implements CatalogLine {}

    /// The file says how many products and categories it holds, so that a cut-off file cannot pass for a whole one.
    record Announcement(int line, long rows) implements CatalogLine {}

    /// A line that refuses the whole file, with a reason its author can act on.
    record BadLine(int line, String reason) implements CatalogLine {}
}
