package doorbuster.telemetry;

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
    private final int most;
    private final AtomicInteger underWay = new AtomicInteger();
    final LongAdder exported = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder full = new LongAdder();
    final LongAdder started = new LongAdder();

    /// @param most spans under way, not more than the queue of the processor behind holds
    Outbox(int most) {
        this.most = most;
    }

    /// Spans that were started on this node.
    long started() {
        return started.sum();
    }

    /// The exporter, its answers counted.
    SpanExporter counted(SpanExporter exporter) {
        return new Counted(exporter);
    }

    /// The processor, given no more than its queue holds.
    SpanProcessor bounded(SpanProcessor processor) {
        return new Bounded(processor);
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

        Bounded(SpanProcessor processor) {
            this.processor = processor;
        }

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {
            started.increment();
            processor.onStart(parent, span);
        }

        @Override
        public boolean isStartRequired() {
            return true;
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
