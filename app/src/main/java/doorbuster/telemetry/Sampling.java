package doorbuster.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/// Which requests become traces. The sampler that the `OTEL_*` variables name decides at the head, before any span is
/// made; what turned out to be worth keeping (an error, a refusal after acceptance, a slow request) is kept whatever it
/// said.
///
/// A caller that has sampled its request is believed, but only so often in a second: everybody may write that header.
public final class Sampling implements Sampler {
    /// Why a span is there: `head`, `caller`, `error`, `slow`, `refused`, `release` or `rebuild`.
    public static final AttributeKey<String> KEPT = AttributeKey.stringKey("doorbuster.kept");

    private final Sampler head;
    private final double ratio;
    private final Allowance callers;
    private final Allowance late;
    private final LongAdder turnedAway = new LongAdder();

    /// @param head the sampler of the environment
    /// @param ratio the part of requests without a context that it takes; below 0 when only it can tell
    /// @param callers most requests in a second that are traced because their caller wants it
    /// @param late most spans in a second that are kept after the fact
    Sampling(Sampler head, double ratio, int callers, int late) {
        this.head = head;
        this.ratio = ratio;
        this.callers = new Allowance(callers);
        this.late = new Allowance(late);
    }

    /// Traces what callers have sampled, and nothing else from its start.
    public static Sampling callersOnly() {
        return new Sampling(Sampler.parentBased(Sampler.alwaysOff()), 0, 1_000, 0);
    }

    /// The part of requests without a context that is traced; 1 when only the sampler itself could tell.
    public double share() {
        return ratio < 0 ? 1 : ratio;
    }

    /// Whether a request that carries no context is traced.
    public boolean starts() {
        return ratio >= 0
                ? ratio > 0 && (ratio >= 1 || ThreadLocalRandom.current().nextDouble() < ratio)
                : head.shouldSample(
                                        Context.root(),
                                        Traces.randomId(),
                                        "request",
                                        SpanKind.SERVER,
                                        Attributes.empty(),
                                        List.of())
                                .getDecision()
                        == SamplingDecision.RECORD_AND_SAMPLE;
    }

    /// Whether a request is traced because its caller has sampled it.
    public boolean follows(SpanContext caller) {
        return caller.isSampled() && callers.take();
    }

    /// Whether one more span may be kept after the fact.
    public boolean keeps() {
        boolean may = late.take();
        if (!may) {
            turnedAway.increment();
        }
        return may;
    }

    /// How many were not kept because too many were in their second.
    long turnedAway() {
        return turnedAway.sum();
    }

    @Override
    public SamplingResult shouldSample(
            Context parent, String trace, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        return attributes.get(KEPT) == null
                ? head.shouldSample(parent, trace, name, kind, attributes, links)
                : SamplingResult.recordAndSample();
    }

    @Override
    public String getDescription() {
        return "Kept{" + head.getDescription() + "}";
    }
}
