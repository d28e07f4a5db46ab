package doorbuster.telemetry;

import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The metrics of this moment as Prometheus scrapes them: OpenMetrics, with exemplars, for those who ask for it, else
/// the plain text. Every series carries the label `region`.
public final class Exposition {
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final int USUAL = 64 << 10;
    private final PrometheusMetricReader reader;
    private final ExpositionFormats formats = ExpositionFormats.init();

    Exposition(PrometheusMetricReader reader) {
        this.reader = reader;
    }

    /// One scrape.
    public record Page(String contentType, String text) {}

    /// The page of this moment.
    ///
    /// @param accept the scraper's `Accept`, or empty
    public Page page(String accept) {
        ExpositionFormatWriter writer = accept.contains(OPEN_METRICS)
                ? formats.getOpenMetricsTextFormatWriter()
                : formats.getPrometheusTextFormatWriter();
        ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL);
        try {
            writer.write(out, reader.collect(), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Page(writer.getContentType(), out.toString(StandardCharsets.UTF_8));
    }
}
