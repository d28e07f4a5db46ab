package doorbuster.catalogsync.telemetry;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;

/// One version of the catalog as all processes know it. The trace that made it has ids that are made of it, so that
/// whoever has its row can link to its import: nothing more has to travel.
///
/// @param number the version
/// @param mark 32 lower-case hexadecimal digits that no other version ever has
public record Edition(long number, String mark) {
    private static final int TRACE = 32;
    private static final int SPAN = 16;

    /// @throws IllegalArgumentException when the mark has another form
    public Edition {
        if (!mark.matches("[0-9a-f]{" + TRACE + "}")) {
            throw new IllegalArgumentException("a version's mark is 32 hexadecimal digits, not " + mark);
        }
    }

    /// The span that made the version.
    SpanContext made() {
        return SpanContext.createFromRemoteParent(
                mark, mark.substring(TRACE - SPAN), TraceFlags.getSampled(), TraceState.getDefault());
    }
}
