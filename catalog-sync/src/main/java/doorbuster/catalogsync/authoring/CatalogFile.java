package doorbuster.catalogsync.authoring;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// A catalog file being read, line by line.
public interface CatalogFile {
    /// The next line that says something, empty at the end.
    ///
    /// @throws IOException when the bytes stop coming: then nothing of the file counts
    Optional<CatalogLine> next() throws IOException;

    /// How a catalog may be written.
    enum Format {
        NDJSON,
        CSV;

        /// `csv`, `ndjson`, `text/csv; charset=utf-8`, `application/x-ndjson` …
        public static Optional<Format> of(String name) {
            String type = name.split(";", 2)[0].strip();
            return switch (type) {
                case "csv", "text/csv" -> Optional.of(CSV);
                case "ndjson", "jsonl", "application/x-ndjson", "application/ndjson", "application/jsonl" ->
                    Optional.of(NDJSON);
                default -> Optional.empty();
            };
        }

        public CatalogFile read(InputStream bytes, FileLimits limits) {
            return switch (this) {
                case NDJSON -> new NdjsonFile(bytes, limits);
                case CSV -> new CsvFile(bytes, limits);
            };
        }
    }
}
