package doorbuster.catalogsync.origin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import doorbuster.catalogsync.authoring.CsvText;
import doorbuster.catalogsync.store.Row;
import java.io.IOException;
import java.io.Writer;
import java.sql.SQLException;
import java.util.List;

/// How an exported row is written.
interface ExportRows {
    void begin(long rows) throws IOException;

    void category(Row row) throws IOException, SQLException;

    void product(Row row) throws IOException, SQLException;

    static ExportRows ndjson(Writer out) {
        return new Ndjson(out, new ObjectMapper());
    }

    static ExportRows csv(Writer out) {
        return new Csv(out);
    }

    /// One object per line.
    record Ndjson(Writer out, ObjectMapper json) implements ExportRows {
        @Override
        public void begin(long rows) throws IOException {
            out.write("{\"kind\":\"catalog\",\"rows\":" + rows + "}\n");
        }

        @Override
        public void category(Row row) throws IOException, SQLException {
            ObjectNode line = json.createObjectNode().put("kind", "category").put("id", row.text("id"));
            if (row.maybeText("parent").isPresent()) {
                line.put("parent", row.text("parent"));
            }
            line.set("names", json.readTree(row.text("names")));
            out.write(line + "\n");
        }

        @Override
        public void product(Row row) throws IOException, SQLException {
            ObjectNode line = json.createObjectNode().put("sku", row.text("sku"));
            if (row.maybeText("category").isPresent()) {
                line.put("category", row.text("category"));
            }
            line.put("priceMinor", row.number("price_minor")).put("currency", row.text("currency"));
            for (String member : List.of("names", "descriptions", "attributes", "pictures")) {
                line.set(member, json.readTree(row.text(member)));
            }
            out.write(line + "\n");
        }
    }

    /// RFC 4180; what is an object in JSON is JSON in its column.
    record Csv(Writer out) implements ExportRows {
        @Override
        public void begin(long rows) throws IOException {
            out.write("#rows=" + rows + "\n");
            out.write("kind,sku,id,category,parent,priceMinor,currency,names,descriptions,attributes,pictures\n");
        }

        @Override
        public void category(Row row) throws IOException, SQLException {
            write("category", "", row.text("id"), "", row.text("parent"), "", "", row.text("names"), "", "", "");
        }

        @Override
        public void product(Row row) throws IOException, SQLException {
            write(
                    "product",
                    row.text("sku"),
                    "",
                    row.text("category"),
                    "",
                    row.text("price_minor"),
                    row.text("currency"),
                    row.text("names"),
                    row.text("descriptions"),
                    row.text("attributes"),
                    row.text("pictures"));
        }

        private void write(String... fields) throws IOException {
            out.write(String.join(
                            ",", List.of(fields).stream().map(CsvText::quote).toList()) + "\n");
        }
    }
}
