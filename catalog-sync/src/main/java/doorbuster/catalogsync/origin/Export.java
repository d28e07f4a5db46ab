package doorbuster.catalogsync.origin;

import doorbuster.catalogsync.authoring.CatalogFile.Format;
import doorbuster.catalogsync.store.Database;
import doorbuster.catalogsync.store.Session;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

/// Writes a kept version as a file that [Authoring] takes back unchanged; it announces its size.
public record Export(Database database, int keptVersions) {

    /// Writes one version.
    ///
    /// @param version 0 for the newest
    /// @param body    opened only when the version is kept
    /// @return false when it is not
    public boolean write(long version, Format format, Supplier<OutputStream> body) throws IOException {
        try (Session session = database.open()) {
            return session.withinSnapshot(() -> write(session, version, format, body));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private boolean write(Session session, long wanted, Format format, Supplier<OutputStream> body) {
        long newest = session.one("origin/newest-version", Map.of(), row -> row.number("number"));
        Map<String, Object> version = Map.of("version", wanted == 0 ? newest : wanted, "kept", keptVersions);
        if (newest > 0 && !session.one("origin/oldest-kept", version, row -> row.truth("kept"))) {
            return false;
        }
        try (BufferedWriter out = new BufferedWriter(new OutputStreamWriter(body.get(), StandardCharsets.UTF_8))) {
            ExportRows rows = format == Format.CSV ? ExportRows.csv(out) : ExportRows.ndjson(out);
            long count = session.one("origin/export-size", version, row -> row.number("rows"));
            rows.begin(count);
            session.each("origin/export-categories", version, rows::category);
            session.each("origin/export-products", version, rows::product);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
