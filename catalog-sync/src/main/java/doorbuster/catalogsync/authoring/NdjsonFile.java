package doorbuster.catalogsync.authoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import doorbuster.catalogsync.authoring.CatalogLine.BadLine;
import doorbuster.catalogsync.authoring.RawLines.RawLine;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// One JSON object per line; empty lines say nothing.
final class NdjsonFile implements CatalogFile {
    private final RawLines lines;
    private final LineCheck check;

    NdjsonFile(InputStream bytes, FileLimits limits) {
        this.lines = new RawLines(bytes, limits.lineBytes());
        this.check = new LineCheck(limits);
    }

    @Override
    public Optional<CatalogLine> next() throws IOException {
        Optional<RawLine> raw = lines.next();
        while (raw.isPresent()
                && raw.get() instanceof RawLine.Text text
                && text.text().isBlank()) {
            raw = lines.next();
        }
        return raw.map(this::read);
    }

    private CatalogLine read(RawLine raw) {
        return switch (raw) {
            case RawLine.Spoiled(int line, String reason) -> new BadLine(line, reason);
            case RawLine.Text(int line, String text, boolean ended) -> parse(line, text, ended);
        };
    }

    private CatalogLine parse(int line, String text, boolean ended) {
        try {
            JsonNode node = LineCheck.JSON.readTree(text);
            return node instanceof ObjectNode object
                    ? check.of(line, object)
                    : new BadLine(line, "a line is one JSON object");
        } catch (JsonProcessingException e) {
            return new BadLine(line, ended ? "not JSON: " + e.getOriginalMessage() : "the file is cut off here");
        }
    }
}
