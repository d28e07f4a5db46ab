package doorbuster.catalogsync.authoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import doorbuster.catalogsync.authoring.CatalogLine.Announcement;
import doorbuster.catalogsync.authoring.CatalogLine.BadLine;
import doorbuster.catalogsync.authoring.CsvRow.Parsed;
import doorbuster.catalogsync.authoring.RawLines.RawLine;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// RFC 4180 with a header line. A first line `#rows=50000` announces how many rows follow the header.
final class CsvFile implements CatalogFile {
    private static final String ANNOUNCED = "#rows=";
    private final RawLines lines;
    private final LineCheck check;
    private final int longest;
    private Optional<CsvColumns> columns = Optional.empty();
    private boolean refused;

    CsvFile(InputStream bytes, FileLimits limits) {
        this.lines = new RawLines(bytes, limits.lineBytes());
        this.check = new LineCheck(limits);
        this.longest = limits.lineBytes();
    }

    @Override
    public Optional<CatalogLine> next() throws IOException {
        while (!refused) {
            Optional<RawLine> raw = lines.next();
            if (raw.isEmpty()) {
                return Optional.empty();
            }
            Optional<CatalogLine> said = read(raw.get());
            if (said.isPresent()) {
                return said;
            }
        }
        return Optional.empty();
    }

    private Optional<CatalogLine> read(RawLine raw) throws IOException {
        return switch (raw) {
            case RawLine.Spoiled(int line, String reason) -> Optional.of(new BadLine(line, reason));
            case RawLine.Text text when text.text().isBlank() -> Optional.empty();
            case RawLine.Text text
            when columns.isEmpty() && text.text().startsWith(ANNOUNCED) -> Optional.of(announcement(text));
            case RawLine.Text text -> row(text);
        };
    }

    private static CatalogLine announcement(RawLine.Text text) {
        String number = text.text().substring(ANNOUNCED.length()).strip();
        return number.matches("\\d{1,9}")
                ? new Announcement(text.line(), Long.parseLong(number))
                : new BadLine(text.line(), "#rows= wants a number");
    }

    private Optional<CatalogLine> row(RawLine.Text first) throws IOException {
        RawLine.Text last = first;
        StringBuilder whole = new StringBuilder(first.text());
        Parsed parsed = CsvRow.parse(whole);
        while (parsed instanceof Parsed.Open) {
            if (!(lines.next().orElse(null) instanceof RawLine.Text more) || whole.length() > longest) {
                refused = true; // nobody can say any more where the next row begins
                return Optional.of(new BadLine(first.line(), "a quote is opened here and never closed"));
            }
            whole.append('\n').append(more.text());
            last = more;
            parsed = CsvRow.parse(whole);
        }
        if (!last.ended()) {
            return Optional.of(new BadLine(last.line(), "the last line has no line end: the file may be cut off here"));
        }
        return switch (parsed) {
            case Parsed.Fields(List<String> fields) -> fields(first.line(), fields);
            case Parsed.Broken(String reason) -> Optional.of(new BadLine(first.line(), reason));
            case Parsed.Open() -> Optional.empty();
        };
    }

    private Optional<CatalogLine> fields(int line, List<String> fields) {
        if (columns.isEmpty()) {
            Optional<String> fault = CsvColumns.fault(fields);
            refused = fault.isPresent();
            columns = Optional.of(new CsvColumns(fields));
            return fault.map(reason -> new BadLine(line, reason));
        }
        if (fields.size() != columns.get().names().size()) {
            return Optional.of(new BadLine(
                    line,
                    "the row has " + fields.size() + " fields, the header "
                            + columns.get().names().size()));
        }
        Optional<ObjectNode> object = columns.get().object(fields);
        return Optional.of(
                object.isPresent() ? check.of(line, object.get()) : new BadLine(line, "a JSON column holds no JSON"));
    }
}
