package doorbuster.infra.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.infra.admin.UnitClient;
import doorbuster.infra.local.StartFailed;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/// Streams a catalog file to the origin, which takes all of it or nothing.
public final class CatalogUpload {
    private final UnitClient origin;

    public CatalogUpload(UnitClient origin) {
        this.origin = origin;
    }

    /// What became of a file: the version that holds it, and whether the catalog was like that already.
    public record Answer(long version, boolean unchanged, JsonNode all) {}

    /// Sends `file`, CSV or NDJSON by its name.
    ///
    /// @param replace  whether products that the file does not name go
    /// @param progress told the bytes sent so far
    /// @param note     kept with the version
    public Answer send(Path file, boolean replace, String note, LongConsumer progress) {
        String type = type(file);
        String path = "/v1/catalog/import?mode=" + (replace ? "replace" : "merge") + "&note="
                + URLEncoder.encode(note, StandardCharsets.UTF_8);
        JsonNode answer =
                origin.upload(path, type, BodyPublishers.ofInputStream(() -> new Counted(open(file), progress)));
        return new Answer(
                answer.path("version").asLong(answer.path("number").asLong()),
                answer.path("unchanged").asBoolean(),
                answer);
    }

    private static String type(Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(".csv")) {
            return "text/csv";
        }
        if (name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
            return "application/x-ndjson";
        }
        throw new StartFailed(file + " is neither .csv nor .ndjson");
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new StartFailed(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// Counts what is read.
    private static final class Counted extends FilterInputStream {
        private final LongConsumer progress;
        private long count;

        Counted(InputStream in, LongConsumer progress) {
            super(in);
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            tell(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            tell(Math.max(read, 0));
            return read;
        }

        private void tell(int bytes) {
            count += bytes;
            progress.accept(count);
        }
    }
}
