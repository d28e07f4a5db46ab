package doorbuster.catalogsync.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// What is between a finished span and the collector: a bounded number of spans under way. While the collector is away
/// or slow the bound is reached, and further spans are dropped and counted; nobody ever waits for it.
final class Outbox {
    private static final AttributeKey<String> RESULT = AttributeKey.stringKey("result");
    private static final Attributes EXPORTED = Attributes.of(RESULT, "exported");
    private static final Attributes FAILED = Attributes.of(RESULT, "failed");
    private static final Attributes FULL = Attributes.of(RESULT, "queue_full");
    private final AtomicInteger underWay = new AtomicInteger();
    private final LongAdder exported = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder full = new LongAdder();

    /// Shows what became of the spans, from the first look on.
    void observe(Meter meter) {
        var _ = meter.counterBuilder(Metric.SPANS.title())
                .setUnit(Metric.SPANS.unit())
                .setDescription(Metric.SPANS.description())
                .buildWithCallback(point -> {
                    point.record(exported.sum(), EXPORTED);
                    point.record(failed.sum(), FAILED);
                    point.record(full.sum(), FULL);
                });
    }

    /// The exporter, its answers counted.
    SpanExporter counted(SpanExporter exporter) {
        return new Counted(exporter);
    }

    /// The processor, given no more than its queue holds.
    ///
    /// @param most spans under way
    SpanProcessor bounded(SpanProcessor processor, int most) {
        return new Bounded(processor, most);
    }

    private final class Counted implements SpanExporter {
        private final SpanExporter exporter;

        Counted(SpanExporter exporter) {
            this.exporter = exporter;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            int size = spans.size();
            CompletableResultCode result = exporter.export(spans);
            return result.whenComplete(() -> {
                underWay.addAndGet(-size);
                (result.isSuccess() ? exported : failed).add(size);
            });
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }
    }

    private final class Bounded implements SpanProcessor {
        private final SpanProcessor processor;
        private final int most;

        Bounded(SpanProcessor processor, int most) {
            this.processor = processor;
            this.most = most;
        }

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {
            processor.onStart(parent, span);
        }

        @Override
        public boolean isStartRequired() {
            return processor.isStartRequired();
        }

        @Override
        public void onEnd(ReadableSpan span) {
            if (!span.getSpanContext().isSampled()) {
                return;
            }
            if (underWay.incrementAndGet() > most) {
                underWay.decrementAndGet();
                full.increment();
            } else {
                processor.onEnd(span);
            }
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }

        @Override
        public CompletableResultCode shutdown() {
            return processor.shutdown();
        }

        @Override
        public CompletableResultCode forceFlush() {
            return processor.forceFlush();
        }
    }
}
