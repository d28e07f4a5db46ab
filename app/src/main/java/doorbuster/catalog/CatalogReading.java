package doorbuster.catalog;

import static doorbuster.catalog.CatalogSnapshot.BY_SKU;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import doorbuster.sale.Sku;
import doorbuster.store.Postgres;
import doorbuster.store.Row;
import doorbuster.store.Sql;
import java.util.ArrayList;
import java.util.Collections;
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
    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<List<String>> LIST = new TypeReference<>() {};
    private final Postgres postgres;
    private final long budget;
    private final ObjectMapper json = new ObjectMapper();
    private Mark tooLarge = new Mark(-1, -1);

    /// Reads from there.
    ///
    /// @param budget bytes that one reading may keep beside the snapshot that is in use
    CatalogReading(Postgres postgres, long budget) {
        this.postgres = postgres;
        this.budget = budget;
    }

    /// The newest snapshot, empty when nothing is new.
    ///
    /// @throws Postgres.Away when Postgres does not answer or has no catalog yet
    /// @throws Sharing.TooLarge when this process cannot hold it
    Optional<CatalogSnapshot> after(CatalogSnapshot known) {
        Row row = postgres.query(MARK).getFirst();
        Mark mark = new Mark(row.number("version"), row.number("revision"));
        if (mark.equals(new Mark(known.version(), known.revision())) || mark.equals(tooLarge)) {
            return Optional.empty();
        }
        boolean onwards =
                known.version() > 0 && mark.version() > known.version() && mark.revision() == known.revision();
        try {
            return Optional.of(onwards ? changes(known) : whole(known));
        } catch (Sharing.TooLarge e) {
            tooLarge = mark; // it is not read again before it has changed
            throw e;
        }
    }

    private record Mark(long version, long revision) {}

    private CatalogSnapshot whole(CatalogSnapshot known) {
        Answer answer = new Answer(known);
        postgres.each(WHOLE, answer::add);
        return CatalogSnapshot.of(answer.version, answer.revision, answer.inOrder());
    }

    /// One changed product of 50,000 costs a copy of the list, not a reading of all rows.
    private CatalogSnapshot changes(CatalogSnapshot known) {
        Answer answer = new Answer(known);
        postgres.each(CHANGES, answer::add, known.version());
        List<Product> merged = merged(known.products(), answer.inOrder());
        boolean complete = answer.revision == known.revision() && merged.size() == answer.total;
        return complete ? CatalogSnapshot.of(answer.version, known.revision(), merged) : whole(known);
    }

    /// Two lists in the order of their skus as one; a changed product takes the place of the known one.
    private static List<Product> merged(List<Product> known, List<Product> changed) {
        List<Product> all = new ArrayList<>(known.size() + changed.size());
        int next = 0;
        for (Product product : known) {
            while (next < changed.size() && BY_SKU.compare(changed.get(next), product) < 0) {
                all.add(changed.get(next++));
            }
            boolean same = next < changed.size() && changed.get(next).sku().equals(product.sku());
            all.add(same ? changed.get(next++) : product);
        }
        all.addAll(changed.subList(next, changed.size()));
        return all;
    }

    /// What the rows of one statement say.
    private final class Answer {
        private final List<Product> products = new ArrayList<>();
        private final Sharing sharing;
        private long version;
        private long revision;
        private long total;

        Answer(CatalogSnapshot known) {
            sharing = new Sharing(known, budget);
        }

        void add(Row row) {
            version = row.number("version");
            revision = row.number("revision");
            total = row.number("total");
            if (!row.text("sku").isEmpty()) {
                products.add(sharing.of(product(row)));
            }
        }

        List<Product> inOrder() {
            products.sort(BY_SKU);
            return products;
        }
    }

    private Product product(Row row) {
        return new Product(
                new Sku(row.text("sku")),
                row.text("category"),
                row.number("price_minor"),
                row.text("currency"),
                texts(row, "names"),
                texts(row, "descriptions"),
                texts(row, "attributes"),
                List.copyOf(read(row.text("pictures"), LIST)));
    }

    /// By language or name, always in the same order, so that every node of a unit serves the same bytes.
    private Map<String, String> texts(Row row, String column) {
        return Collections.unmodifiableMap(read(row.text(column), TEXTS));
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a replicated column holds no JSON of its kind", e);
        }
    }
}
