package doorbuster.catalogsync.authoring;

/// Writing CSV (RFC 4180).
public final class CsvText {
    private CsvText() {}

    /// A field as it is written: quoted where it must be.
    public static String quote(String field) {
        boolean plain = field.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return plain && !field.startsWith("#") ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
