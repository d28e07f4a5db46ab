package doorbuster.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import doorbuster.sale.Sku;
import doorbuster.store.Postgres;
import doorbuster.store.Row;
import doorbuster.store.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads the replicated rows into snapshots. Each snapshot comes from one statement, so it is one moment of the
/// catalog.
final class CatalogReading {
    private static final Sql MARK = Sql.load(CatalogReading.class, "mark");
    private static final Sql WHOLE = Sql.load(CatalogReading.class, "whole");
    private static final Sql CHANGES = Sql.load(CatalogReading.class, "changes");
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<List<String>> LIST = new TypeReference<>() {};
    private final Postgres postgres;
    private final ObjectMapper json = new ObjectMapper();

    CatalogReading(Postgres postgres) {
        this.postgres = postgres;
    }

    /// The newest snapshot, empty when nothing is new.
    ///
    /// @throws Postgres.Away when Postgres does not answer or has no catalog yet
    Optional<CatalogSnapshot> after(CatalogSnapshot known) {
        Row mark = postgres.query(MARK).getFirst();
        long version = mark.number("version");
        long revision = mark.number("revision");
        if (version == known.version() && revision == known.revision()) {
            return Optional.empty();
        }
        boolean onwards = known.version() > 0 && version > known.version() && revision == known.revision();
        return Optional.of(onwards ? changes(known) : whole());
    }

    private CatalogSnapshot whole() {
        List<Row> rows = postgres.query(WHOLE);
        return CatalogSnapshot.of(version(rows), revision(rows), products(rows));
    }

    /// One changed product of 50,000 costs a copy of the list, not a reading of all rows.
    private CatalogSnapshot changes(CatalogSnapshot known) {
        List<Row> rows = postgres.query(CHANGES, known.version());
        List<Product> changed = products(rows);
        List<Product> merged = changed.isEmpty() ? known.products() : merged(known.products(), changed);
        boolean complete = revision(rows) == known.revision()
                && merged.size() == rows.getFirst().number("total");
        return complete ? CatalogSnapshot.of(version(rows), known.revision(), merged) : whole();
    }

    private static List<Product> merged(List<Product> known, List<Product> changed) {
        Map<String, Product> bySku = new TreeMap<>();
        known.forEach(product -> bySku.put(product.sku().value(), product));
        changed.forEach(product -> bySku.put(product.sku().value(), product));
        return List.copyOf(bySku.values());
    }

    private static long version(List<Row> rows) {
        return rows.getFirst().number("version");
    }

    private static long revision(List<Row> rows) {
        return rows.getFirst().number("revision");
    }

    private List<Product> products(List<Row> rows) {
        List<Product> products = new ArrayList<>(rows.size());
        for (Row row : rows) {
            if (!row.text("sku").isEmpty()) {
                products.add(product(row));
            }
        }
        return products;
    }

    private Product product(Row row) {
        return new Product(
                new Sku(row.text("sku")),
                row.text("category"),
                row.number("price_minor"),
                row.text("currency"),
                read(row.text("names"), TEXTS),
                read(row.text("descriptions"), TEXTS),
                read(row.text("attributes"), TEXTS),
                read(row.text("pictures"), LIST));
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a replicated column holds no JSON of its kind", e);
        }
    }
}
