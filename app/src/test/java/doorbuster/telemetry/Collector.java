package doorbuster.telemetry;

import java.util.Map;
import java.util.TreeMap;

/// The `OTEL_*` settings of a node in this JVM, taken back when it is closed.
public final class Collector implements AutoCloseable {
    private final Map<String, String> before = new TreeMap<>();

    private Collector() {}

    /// Sends to an endpoint over HTTP, soon.
    ///
    /// @param sampler such as `always_on`
    public static Collector at(String endpoint, String sampler) {
        Collector set = new Collector();
        set.put("otel.exporter.otlp.endpoint", endpoint);
        set.put("otel.exporter.otlp.protocol", "http/protobuf");
        set.put("otel.traces.sampler", sampler);
        set.put("otel.bsp.schedule.delay", "50");
        set.put("otel.bsp.max.queue.size", "64");
        set.put("otel.bsp.max.export.batch.size", "16");
        return set;
    }

    private void put(String name, String value) {
        before.put(name, System.getProperty(name, ""));
        System.setProperty(name, value);
    }

    @Override
    public void close() {
        before.forEach((name, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }
}
