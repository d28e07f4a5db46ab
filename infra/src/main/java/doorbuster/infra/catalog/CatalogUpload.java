package doorbuster.infra.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.infra.admin.UnitClient;
import doorbuster.infra.admin.Upload;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
        String path = "/v1/catalog/import?mode=" + (replace ? "replace" : "merge") + "&note="
                + URLEncoder.encode(note, StandardCharsets.UTF_8);
        JsonNode answer = origin.upload("POST", path, Upload.of(file, progress));
        return new Answer(
                answer.path("version").asLong(answer.path("number").asLong()),
                answer.path("unchanged").asBoolean(),
                answer);
    }
}
