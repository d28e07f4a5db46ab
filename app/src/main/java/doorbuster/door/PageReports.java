package doorbuster.door;

import com.fasterxml.jackson.databind.ObjectReader;
import doorbuster.telemetry.PageSpans;
import doorbuster.telemetry.Traceparent;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a page tells of the traces that it began. A buyer can invent such a span, so nothing is decided by one: it is
/// bounded in size and number, lies near the present, and is exported as the page's word, not as the unit's.
final class PageReports {
    private static final ObjectReader BODY = Json.reader(Sent.class);
    private static final Pattern WORD = Pattern.compile("[A-Za-z-]{1,32}");
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);
    private static final int AGENT = 160;
    private final Optional<PageSpans> spans;
    private final Body body;
    private final Problems problems;
    private final InstantSource clock;

    /// The report as sent.
    record Sent(
            @Nullable String traceparent,
            @Nullable String startedAt,
            @Nullable Integer durationMs,
            @Nullable String outcome) {}

    PageReports(Optional<PageSpans> spans, Body body, Problems problems, InstantSource clock) {
        this.spans = spans;
        this.body = body;
        this.problems = problems;
        this.clock = clock;
    }

    Answer report(ServerRequest request) {
        Reading<Sent> reading = body.read(request, BODY);
        return switch (reading) {
            case Reading.Unfit<Sent>(Answer refusal) -> refusal;
            case Reading.Fit<Sent>(Sent sent) ->
                wait(sent, agent(request)).map(this::kept).orElseGet(this::unfit);
        };
    }

    private Answer kept(PageSpans.Wait wait) {
        spans.ifPresent(open -> open.report(wait));
        return Answer.empty(204);
    }

    private Answer unfit() {
        return problems.of(
                Code.MALFORMED,
                "Send the sampled traceparent of a purchase of the last 5 minutes, startedAt, durationMs and outcome.");
    }

    private Optional<PageSpans.Wait> wait(Sent sent, String agent) {
        String traceparent = sent.traceparent();
        String startedAt = sent.startedAt();
        Integer durationMs = sent.durationMs();
        String outcome = sent.outcome();
        if (traceparent == null || startedAt == null || durationMs == null || outcome == null) {
            return Optional.empty();
        }
        SpanContext ids = Traceparent.parse(traceparent);
        if (!ids.isValid() || !ids.isSampled() || !WORD.matcher(outcome).matches()) {
            return Optional.empty();
        }
        return start(startedAt, durationMs)
                .map(start -> new PageSpans.Wait(ids, start, Duration.ofMillis(durationMs), outcome, agent));
    }

    private Optional<Instant> start(String text, int durationMs) {
        try {
            Instant start = Instant.parse(text);
            Duration ago = Duration.between(start, clock.instant());
            boolean near = ago.compareTo(LONGEST) < 0 && ago.plus(CLOCKS_DIFFER).isPositive();
            return near && durationMs >= 0 && durationMs <= LONGEST.toMillis() ? Optional.of(start) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String agent(ServerRequest request) {
        String agent = request.headers().contains(HeaderNames.USER_AGENT)
                ? request.headers().get(HeaderNames.USER_AGENT).get()
                : "";
        return agent.substring(0, Math.min(agent.length(), AGENT));
    }
}
