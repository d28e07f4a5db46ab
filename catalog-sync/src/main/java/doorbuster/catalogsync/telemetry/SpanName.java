package doorbuster.catalogsync.telemetry;

import io.opentelemetry.api.trace.SpanKind;

/// Every kind of span of this process: the one place where they are written. `docs/telemetry.md` is made of it. Each
/// carries `doorbuster.catalog.version` as soon as its version is known.
public enum SpanName {
    IMPORT(
            "catalog import",
            SpanKind.PRODUCER,
            "A file becomes a version; its trace id is made of the version, linked to the caller's span if there is one"),
    ROLLBACK("catalog rollback", SpanKind.PRODUCER, "An earlier version becomes the newest; ids as of an import"),
    SEED("catalog seed", SpanKind.CONSUMER, "A unit takes a whole copy; linked to the import of its newest version"),
    AUDIT("catalog audit", SpanKind.CONSUMER, "A unit checks every row; linked to the import of the version it checks"),
    REPAIR(
            "catalog repair",
            SpanKind.CONSUMER,
            "A unit mends rows that drifted; linked to the import of their version");

    private final String title;
    private final SpanKind kind;
    private final String description;

    SpanName(String title, SpanKind kind, String description) {
        this.title = title;
        this.kind = kind;
        this.description = description;
    }

    /// The span's name.
    public String title() {
        return title;
    }

    /// Its kind, as OpenTelemetry names it.
    public String kindName() {
        return kind.name();
    }

    /// What it stands for, in one line.
    public String description() {
        return description;
    }

    SpanKind kind() {
        return kind;
    }
}
