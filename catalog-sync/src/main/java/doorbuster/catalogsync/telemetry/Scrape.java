package doorbuster.catalogsync.telemetry;

import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The metrics of this moment, in OpenMetrics for those who ask for it, else in Prometheus' plain text.
public final class Scrape {
    private final PrometheusMetricReader reader;
    private final ExpositionFormats formats = ExpositionFormats.init();

    Scrape(PrometheusMetricReader reader) {
        this.reader = reader;
    }

    /// One scrape.
    public record Page(String contentType, String text) {}

    /// The page of this moment.
    ///
    /// @param accept the scraper's `Accept`, or empty
    public Page page(String accept) {
        ExpositionFormatWriter writer = accept.contains("application/openmetrics-text")
                ? formats.getOpenMetricsTextFormatWriter()
                : formats.getPrometheusTextFormatWriter();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(out, reader.collect(), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Page(writer.getContentType(), out.toString(StandardCharsets.UTF_8));
    }
}
