package doorbuster.telemetry;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;

/// W3C `traceparent`, read strictly: whatever is not well formed is no context, whoever sent it.
public final class Traceparent {
    private static final int LENGTH = 55;
    private static final int SPAN = 36;
    private static final int FLAGS = 53;

    private Traceparent() {}

    /// Reads a header.
    ///
    /// @return an invalid context when it is longer or shorter, of version ff, all zeros, or not lower-case
    ///     hexadecimal; a later version may be longer, as the standard says
    public static SpanContext parse(String text) {
        boolean first = text.length() == LENGTH && text.startsWith("00");
        boolean later = text.length() > LENGTH
                && text.length() <= 4 * LENGTH
                && text.charAt(LENGTH) == '-'
                && !text.startsWith("00");
        if ((!first && !later) || text.startsWith("ff") || !isForm(text)) {
            return SpanContext.getInvalid();
        }
        boolean sampled = (Character.digit(text.charAt(FLAGS + 1), 16) & 1) == 1;
        // the API answers an invalid context for ids of zeros only
        return SpanContext.createFromRemoteParent(
                text.substring(3, SPAN - 1),
                text.substring(SPAN, FLAGS - 1),
                sampled ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                TraceState.getDefault());
    }

    /// Writes a context that is sampled; anything else is empty.
    public static String of(SpanContext context) {
        return context.isSampled() ? "00-" + context.getTraceId() + "-" + context.getSpanId() + "-01" : "";
    }

    private static boolean isForm(String text) {
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            boolean dash = i == 2 || i == SPAN - 1 || i == FLAGS - 1;
            boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (dash ? c != '-' : !hex) {
                return false;
            }
        }
        return true;
    }
}
