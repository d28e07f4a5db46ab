package doorbuster.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableMeasurement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Makes the instruments of the metrics; nothing is measured under a name that [Metric] does not have.
public final class Meters {
    private static final List<Double> SECONDS =
            List.of(.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1., 2.5, 5., 10.);
    private static final List<Double> LONG_SECONDS =
            List.of(.1, .25, .5, 1., 2., 3., 4., 5., 6., 8., 10., 20., 30., 60.);
    private static final List<Long> SIZES = List.of(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 1024L, 2048L);
    private final Meter meter;

    Meters(Meter meter) {
        this.meter = meter;
    }

    /// Where a look at the process writes its figures.
    @FunctionalInterface
    public interface Board {
        /// One point.
        void set(Metric metric, double value, Attributes labels);

        /// One whole number; figures stay far below 2^53, where a double would lose some.
        default void set(Metric metric, long value, Attributes labels) {
            set(metric, (double) value, labels);
        }

        /// One whole number without labels.
        default void set(Metric metric, long value) {
            set(metric, (double) value, Attributes.empty());
        }

        /// One point without labels.
        default void set(Metric metric, double value) {
            set(metric, value, Attributes.empty());
        }
    }

    /// A counter that is raised where things happen.
    public LongCounter counter(Metric metric) {
        return meter.counterBuilder(metric.title())
                .setUnit(metric.unit())
                .setDescription(metric.description())
                .build();
    }

    /// Measures of time, in seconds.
    DoubleHistogram seconds(Metric metric) {
        return meter.histogramBuilder(metric.title())
                .setUnit(metric.unit())
                .setDescription(metric.description())
                .setExplicitBucketBoundariesAdvice(metric == Metric.RECOVERY ? LONG_SECONDS : SECONDS)
                .build();
    }

    /// Sizes of batches.
    LongHistogram sizes(Metric metric) {
        return meter.histogramBuilder(metric.title())
                .ofLongs()
                .setUnit(metric.unit())
                .setDescription(metric.description())
                .setExplicitBucketBoundariesAdvice(SIZES)
                .build();
    }

    /// Figures that are read only when somebody asks: one look at the process fills all of them.
    ///
    /// @param look must not wait for a store
    public void observe(List<Metric> metrics, Consumer<Board> look) {
        Map<Metric, ObservableDoubleMeasurement> points = new EnumMap<>(Metric.class);
        List<ObservableMeasurement> all = new ArrayList<>();
        for (Metric metric : metrics) {
            ObservableDoubleMeasurement point = observer(metric);
            points.put(metric, point);
            all.add(point);
        }
        meter.batchCallback(
                () -> look.accept((metric, value, labels) -> {
                    ObservableDoubleMeasurement point = points.get(metric);
                    if (point == null) {
                        throw new IllegalArgumentException(metric + " is not among the observed");
                    }
                    point.record(value, labels);
                }),
                all.getFirst(),
                all.subList(1, all.size()).toArray(ObservableMeasurement[]::new));
    }

    private ObservableDoubleMeasurement observer(Metric metric) {
        return switch (metric.kind()) {
            case COUNTER ->
                meter.counterBuilder(metric.title())
                        .ofDoubles()
                        .setUnit(metric.unit())
                        .setDescription(metric.description())
                        .buildObserver();
            case GAUGE ->
                meter.gaugeBuilder(metric.title())
                        .setUnit(metric.unit())
                        .setDescription(metric.description())
                        .buildObserver();
            case HISTOGRAM -> throw new IllegalArgumentException(metric + " is not observed but recorded");
        };
    }
}
