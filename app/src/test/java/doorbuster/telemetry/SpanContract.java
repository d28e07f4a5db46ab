package doorbuster.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.rig.OtlpReceiver.Received;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// Spans as `docs/telemetry.md` has them.
final class SpanContract {
    /// As OTLP numbers them.
    private static final Map<Long, SpanKind> KINDS = Map.of(
            1L,
            SpanKind.INTERNAL,
            2L,
            SpanKind.SERVER,
            3L,
            SpanKind.CLIENT,
            4L,
            SpanKind.PRODUCER,
            5L,
            SpanKind.CONSUMER);

    private SpanContract() {}

    /// A span's name, kind and attributes are those of the page, and it says where it comes from.
    static void isKept(Received span) {
        assertThat(span.resource())
                .containsEntry("cloud.region", "test")
                .containsEntry("service.name", "doorbuster")
                .containsKey("service.instance.id");
        Optional<SpanName> known = nameOf(span);
        assertThat(known).as(span.name()).isPresent();
        assertThat(KINDS.get(span.kind()))
                .as(span.name())
                .isEqualTo(known.orElseThrow().kind());
        assertThat(span.attributes().keySet())
                .as(span.name())
                .isSubsetOf(known.orElseThrow().attributes());
    }

    /// The row of the page that a span belongs to.
    static Optional<SpanName> nameOf(Received span) {
        return Arrays.stream(SpanName.values())
                .filter(name -> title(name, span).equals(span.name()))
                .findFirst();
    }

    /// The span's name as its page writes it, the parts in braces filled from its attributes.
    private static String title(SpanName name, Received span) {
        String title = name.title();
        for (var attribute : span.attributes().entrySet()) {
            title = title.replace("{" + attribute.getKey() + "}", attribute.getValue());
        }
        return title;
    }
}
