package doorbuster.rig;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One scrape of a node's metrics, read as Prometheus reads it.
public record Scraper(String contentType, String text) {
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");
    private static final Pattern EXEMPLAR = Pattern.compile(" # \\{.*trace_id=\"([0-9a-f]{32})\"");

    /// Scrapes an admin socket.
    public static Scraper of(int port, String accept) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/observe/metrics"))
                .header("Accept", accept)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Scraper(answer.headers().firstValue("Content-Type").orElse(""), answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The lines that hold a value.
    public List<String> series() {
        return text.lines().filter(line -> !line.startsWith("#")).toList();
    }

    /// The names of the metrics, as their `# TYPE` lines have them.
    public Set<String> names() {
        return text.lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ", 4)[2])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The labels of all series of a metric.
    public Set<String> labels(String metric) {
        Set<String> labels = new TreeSet<>();
        series().stream()
                .filter(line -> line.startsWith(metric + "{")
                        || Arrays.stream(new String[] {"_bucket{", "_sum{", "_count{"})
                                .anyMatch(part -> line.startsWith(metric + part)))
                .forEach(line -> {
                    Matcher found = LABEL.matcher(line);
                    while (found.find()) {
                        labels.add(found.group(1));
                    }
                });
        return labels;
    }

    /// The value of the one series whose name and labels these are.
    ///
    /// @param labels as they stand in the line, or a part of them
    public double value(String name, String labels) {
        List<String> found = series().stream()
                .filter(line -> line.startsWith(name + "{") && line.contains(labels))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(name + " with " + labels + " is there " + found.size() + " times");
        }
        String line = found.getFirst();
        return Double.parseDouble(line.substring(line.lastIndexOf('}') + 2).split(" ", 2)[0]);
    }

    /// The trace that a histogram gives as an example, in OpenMetrics; empty when it gives none.
    ///
    /// @param labels as they stand in the line, or a part of them
    public String exemplar(String histogram, String labels) {
        return series().stream()
                .filter(line -> line.startsWith(histogram + "_bucket{") && line.contains(labels))
                .map(EXEMPLAR::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
    }

    /// Some labels and more of them.
    public static List<String> with(Collection<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }
}
