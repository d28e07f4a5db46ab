package doorbuster.infra.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a Zipkin server knows of a trace.
public final class ZipkinTraces {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    /// @param url the server, without a slash at the end
    public ZipkinTraces(String url) {
        this.url = url;
    }

    /// Where people look at the trace.
    public String page(String traceId) {
        return url + "/zipkin/traces/" + traceId;
    }

    /// The names of the spans, once all of `wanted` are there (in lower case, as Zipkin keeps names) or
    /// `patience` has run out.
    public List<String> spans(String traceId, List<String> wanted, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        List<String> names = spans(traceId);
        while (!names.containsAll(wanted) && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_AGAIN);
            names = spans(traceId);
        }
        return names;
    }

    private List<String> spans(String traceId) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/v2/trace/" + traceId))
                .timeout(Duration.ofSeconds(3))
                .build();
        List<String> names = new ArrayList<>();
        try {
            JsonNode spans =
                    JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
            spans.forEach(span -> names.add(span.path("name").asText().toLowerCase(Locale.ROOT)));
        } catch (IOException e) {
            // it does not answer, or has not heard of the trace yet: the caller asks again
            return List.of();
        }
        return names;
    }
}
