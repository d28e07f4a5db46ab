package doorbuster.infra.fleet;

import doorbuster.infra.local.Child;
import doorbuster.regions.Endpoint;
import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Zipkin's server, which keeps the spans of the fleet in memory until it ends and shows them.
public final class Zipkin {
    static final int HEAP_MB = 192;

    private static final int PORT = 9411;
    /// A purchase can be looked at half a second after it happened; the usual 5 s are for production.
    private static final String EXPORT_EVERY_MS = "500";

    private final Workspace workspace;
    private final Endpoint endpoint;
    private final Path jar;
    private final Progress progress;
    private final Health health = new Health();

    Zipkin(Workspace workspace, Endpoint endpoint, Path jar, Progress progress) {
        this.workspace = workspace;
        this.endpoint = endpoint;
        this.jar = jar;
        this.progress = progress;
    }

    /// Where it listens: beside the catalog's origin, because it belongs to no unit.
    public static Endpoint endpoint(Regions regions) {
        Region.Origin origin = regions.origin().origin().orElseThrow();
        return new Endpoint(origin.address(), PORT);
    }

    /// What makes a program send it every span. Zipkin's server does not speak OTLP.
    Map<String, String> environment() {
        return Map.of(
                "OTEL_TRACES_EXPORTER",
                "zipkin",
                "OTEL_EXPORTER_ZIPKIN_ENDPOINT",
                "http://" + endpoint + "/api/v2/spans",
                "OTEL_TRACES_SAMPLER",
                "always_on",
                "OTEL_BSP_SCHEDULE_DELAY",
                EXPORT_EVERY_MS);
    }

    /// Starts it; returns when it takes spans.
    void run(Fleet fleet) {
        long since = System.nanoTime();
        Child.Command command = new Child.Command(
                "Zipkin",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_MB + "m",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        jar.toString(),
                        "--armeria.ports[0].ip=" + endpoint.address(),
                        "--armeria.ports[0].port=" + endpoint.port(),
                        "--armeria.ports[0].protocols[0]=http"),
                Map.of("MALLOC_ARENA_MAX", "2"),
                workspace.home().resolve("zipkin.log"),
                "TERM");
        Program program = Program.start(command, List.of(endpoint), () -> health.takesSpans(endpoint));
        fleet.add(Part.of(Fleet.ORIGIN, Role.ZIPKIN, endpoint, "", program));
        program.awaitReady();
        progress.done(Fleet.ORIGIN, "Zipkin on " + endpoint, since);
    }
}
