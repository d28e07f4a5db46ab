package doorbuster.loadtest.observability;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A process that shows what units in trouble show: the series of every promtool test in which an alert
/// fires, one value further at each scrape, each in a region that is named after its alert.
final class AlertFeed implements AutoCloseable {
    private static final Path TESTS = Prometheus.OBSERVABILITY.resolve("prometheus/tests");
    private static final Pattern TEST = Pattern.compile("(?s)- name: (\\w+) fires\n(.*?)alert_rule_test:");
    private static final Pattern SERIES = Pattern.compile("- series: '(\\w+)\\{(.*)}'\\s+values: '(.*)'");
    /// A value, what is added at each step, and how many steps follow: `0+15x30`, `1x20`, `-2`.
    private static final Pattern VALUES = Pattern.compile("(-?[\\d.]+)([+-][\\d.]+)?(?:x(\\d+))?");

    private static final Pattern JOB = Pattern.compile("job=\"([^\"]*)\"");
    private final HttpServer server;
    private final List<Series> all;
    private final AtomicInteger scrapes = new AtomicInteger();

    private AlertFeed(HttpServer server, List<Series> all) {
        this.server = server;
        this.all = all;
    }

    /// One series of a test.
    ///
    /// @param alert the region, too
    private record Series(String alert, String name, String labels, List<Double> values) {
        static Series of(String alert, MatchResult found) {
            return new Series(
                    alert,
                    found.group(1),
                    found.group(2).replaceAll("region=\"[^\"]*\"", "region=\"" + alert + "\""),
                    expanded(found.group(3)));
        }

        boolean isPrometheusOwn() {
            return name.equals("up");
        }

        String line(int scrape) {
            return name + '{' + labels + "} " + values.get(Math.min(scrape, values.size() - 1)) + '\n';
        }
    }

    /// Starts on a free port.
    static AlertFeed start() throws IOException {
        List<Series> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(TESTS)) {
            for (Path file : files.sorted().toList()) {
                TEST.matcher(Files.readString(file))
                        .results()
                        .forEach(test -> SERIES.matcher(test.group(2))
                                .results()
                                .forEach(series -> all.add(Series.of(test.group(1), series))));
            }
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AlertFeed feed = new AlertFeed(server, all);
        server.createContext("/observe/metrics", feed::show);
        server.start();
        return feed;
    }

    /// The configuration of a Prometheus that scrapes this, and nobody where a process should be that is down.
    String scrapeConfig(int closedPort) {
        StringBuilder jobs = new StringBuilder("""
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [rules/*.yaml]
                scrape_configs:
                """);
        jobs.append(job("fed", server.getAddress().getPort(), "fed"));
        for (Series series : all) {
            Matcher job = JOB.matcher(series.labels());
            if (series.isPrometheusOwn() && job.find()) {
                jobs.append(job(job.group(1), closedPort, series.alert()));
            }
        }
        return jobs.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static String job(String name, int port, String region) {
        return """
                  - job_name: %s
                    metrics_path: /observe/metrics
                    honor_labels: true
                    static_configs: [{targets: ['127.0.0.1:%d'], labels: {region: %s}}]
                """.formatted(name, port, region);
    }

    private void show(HttpExchange exchange) throws IOException {
        int scrape = scrapes.getAndIncrement();
        StringBuilder page = new StringBuilder();
        all.stream().filter(series -> !series.isPrometheusOwn()).forEach(series -> page.append(series.line(scrape)));
        byte[] body = page.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static List<Double> expanded(String notation) {
        List<Double> values = new ArrayList<>();
        for (String part : notation.split(" ", -1)) {
            Matcher found = VALUES.matcher(part);
            if (!found.matches()) {
                throw new IllegalArgumentException("not the notation of promtool: " + part);
            }
            double value = Double.parseDouble(found.group(1));
            double step = found.group(2) == null ? 0 : Double.parseDouble(found.group(2));
            int more = found.group(3) == null ? 0 : Integer.parseInt(found.group(3));
            for (int i = 0; i <= more; i++) {
                values.add(value + i * step);
            }
        }
        return values;
    }
}
