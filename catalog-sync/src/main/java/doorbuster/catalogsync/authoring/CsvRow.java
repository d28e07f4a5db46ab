package doorbuster.catalogsync.authoring;

import java.util.ArrayList;
import java.util.List;

/// One row of RFC 4180.
final class CsvRow {
    private CsvRow() {}

    sealed interface Parsed {
        record Fields(List<String> fields) implements Parsed {}

        /// A quoted field goes on in the next line.
        record Open() implements Parsed {}

        record Broken(String reason) implements Parsed {}
    }

    static Parsed parse(CharSequence row) {
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (true) {
            StringBuilder field = new StringBuilder();
            boolean quoted = at < row.length() && row.charAt(at) == '"';
            at = quoted ? quoted(row, at + 1, field) : plain(row, at, field);
            if (at < 0) {
                return new Parsed.Open();
            }
            fields.add(field.toString());
            if (at == row.length()) {
                return new Parsed.Fields(List.copyOf(fields));
            }
            if (row.charAt(at) != ',') {
                return new Parsed.Broken("a quote stands inside of field " + fields.size());
            }
            at++;
        }
    }

    private static int plain(CharSequence row, int from, StringBuilder field) {
        int at = from;
        while (at < row.length() && row.charAt(at) != ',' && row.charAt(at) != '"') {
            field.append(row.charAt(at++));
        }
        return at;
    }

    /// The place behind the closing quote, -1 when there is none.
    private static int quoted(CharSequence row, int from, StringBuilder field) {
        int at = from;
        while (at < row.length()) {
            char c = row.charAt(at++);
            if (c != '"') {
                field.append(c);
            } else if (at < row.length() && row.charAt(at) == '"') {
                field.append('"');
                at++;
            } else {
                return at;
            }
        }
        return -1;
    }
}
