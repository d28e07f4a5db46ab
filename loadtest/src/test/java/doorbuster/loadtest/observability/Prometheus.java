package doorbuster.loadtest.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A Prometheus of this machine with the repository's own configuration and rules, once a second and without patience:
/// scraped and judged every second, and what an alert waits for is one second.
final class Prometheus implements AutoCloseable {
    static final Path OBSERVABILITY = Path.of("../infra/observability");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String url;

    private Prometheus(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /// Starts it.
    ///
    /// @param network the first three numbers of the fleet's addresses, with their full stops
    static Prometheus scraping(String network, Path folder) throws IOException {
        return with(
                Files.readString(OBSERVABILITY.resolve("prometheus/prometheus.yaml"))
                        .replace("127.0.0.", network),
                folder);
    }

    /// Starts it with another configuration, and the repository's rules.
    static Prometheus with(String config, Path folder) throws IOException {
        Path rules = Files.createDirectories(folder.resolve("rules"));
        Path source = OBSERVABILITY.resolve("prometheus");
        try (Stream<Path> files = Files.list(source.resolve("rules"))) {
            for (Path file : files.toList()) {
                Files.writeString(rules.resolve(file.getFileName()), hurried(Files.readString(file)));
            }
        }
        Files.writeString(folder.resolve("prometheus.yaml"), hurried(config));
        int port = freePort();
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + folder.resolve("prometheus.yaml"),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--log.level=warn")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new Prometheus(process, "http://127.0.0.1:" + port);
    }

    /// The values that a query has now; none when it has no data, those that are no number left out.
    List<Double> values(String query) {
        JsonNode answer = get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        if (!answer.path("status").asText().equals("success")) {
            throw new IllegalArgumentException(
                    query + ": " + answer.path("error").asText());
        }
        List<Double> values = new ArrayList<>();
        answer.at("/data/result").forEach(series -> {
            double value = Double.parseDouble(series.at("/value/1").asText().replace("+Inf", "Infinity"));
            if (!Double.isNaN(value)) {
                values.add(value);
            }
        });
        return values;
    }

    /// The labels of the alerts that fire.
    List<JsonNode> firing() {
        return alerts().map(alert -> alert.path("labels")).toList();
    }

    /// The runbooks that the alerts which fire name.
    Set<String> runbooksInForce() {
        return alerts().map(alert -> alert.at("/annotations/runbook").asText()).collect(Collectors.toSet());
    }

    /// What rules say is wrong with them; empty when they are well.
    List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        for (JsonNode group : get("/api/v1/rules").at("/data/groups")) {
            for (JsonNode rule : group.path("rules")) {
                if (!rule.path("health").asText().equals("ok")) {
                    troubles.add(rule.path("name").asText() + " "
                            + rule.path("health").asText() + " "
                            + rule.path("lastError").asText());
                }
            }
        }
        return troubles;
    }

    @Override
    public void close() {
        process.destroy();
        var _ = process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private Stream<JsonNode> alerts() {
        List<JsonNode> firing = new ArrayList<>();
        get("/api/v1/alerts").at("/data/alerts").forEach(alert -> {
            if (alert.path("state").asText().equals("firing")) {
                firing.add(alert);
            }
        });
        return firing.stream();
    }

    private JsonNode get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            // it is not up yet
            return JSON.createObjectNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String hurried(String yaml) {
        return yaml.replaceAll("(scrape_interval|evaluation_interval|interval|for): \\d+[smh]", "$1: 1s");
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
