package doorbuster.rig;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps all spans in memory.
public final class KeptSpans implements SpanExporter {
    private static final AttributeKey<String> STORE = AttributeKey.stringKey("db.system.name");
    private final List<SpanData> spans = new CopyOnWriteArrayList<>();

    /// The names of the spans of a trace, in the order of their ends.
    public List<String> names(String trace) {
        return spans.stream()
                .filter(span -> span.getTraceId().equals(trace))
                .map(SpanData::getName)
                .toList();
    }

    /// The names of a trace's calls to Redis and Postgres.
    public List<String> storeCalls(String trace) {
        return spans.stream()
                .filter(span -> span.getTraceId().equals(trace))
                .filter(span -> span.getAttributes().get(STORE) != null)
                .map(SpanData::getName)
                .toList();
    }

    /// The spans of that name, of all traces.
    public List<SpanData> named(String name) {
        return spans.stream().filter(span -> span.getName().equals(name)).toList();
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> more) {
        spans.addAll(more);
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
