package doorbuster.catalogsync.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Random ids, but where a span's ids are known before it is made.
final class GivenIds implements IdGenerator {
    private static final String TRACEPARENT = "traceparent";
    private static final ScopedValue<SpanContext> GIVEN = ScopedValue.newInstance();
    private final IdGenerator random = IdGenerator.random();

    /// Whatever span is made by `work` has these ids.
    static void within(SpanContext ids, Runnable work) {
        ScopedValue.where(GIVEN, ids).run(work);
    }

    /// What a W3C `traceparent` says; invalid when it is not well formed.
    static SpanContext caller(String traceparent) {
        Context read = W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, new Header());
        return Span.fromContext(read).getSpanContext();
    }

    @Override
    public String generateSpanId() {
        return GIVEN.isBound() ? GIVEN.get().getSpanId() : random.generateSpanId();
    }

    @Override
    public String generateTraceId() {
        return GIVEN.isBound() ? GIVEN.get().getTraceId() : random.generateTraceId();
    }

    /// Headers of which there is only the one.
    private static final class Header implements TextMapGetter<String> {
        @Override
        public Iterable<String> keys(String carrier) {
            return List.of(TRACEPARENT);
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
            return key.equals(TRACEPARENT) ? carrier : null;
        }
    }
}
