package doorbuster.catalogsync.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// How this socket answers: JSON, and problem+json (RFC 9457) for every refusal.
final class Answers {
    static final Status UNPROCESSABLE = Status.create(422, "Unprocessable Content");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    static void json(ServerResponse response, Status status, Object body) {
        send(response, status, "application/json", body);
    }

    static void problem(ServerResponse response, Status status, String code, String detail) {
        problem(response, status, code, detail, Map.of());
    }

    static void problem(ServerResponse response, Status status, String code, String detail, Map<String, ?> more) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", status.code());
        body.put("title", status.reasonPhrase());
        body.put("code", code);
        body.put("detail", detail);
        body.putAll(more);
        send(response, status, "application/problem+json", body);
    }

    /// The operator that the filter let in.
    static String operator(ServerRequest request) {
        return request.context().get(Operator.class).map(Operator::name).orElse("nobody");
    }

    /// Who asked.
    ///
    /// @param name the token's subject
    record Operator(String name) {}

    private static void send(ServerResponse response, Status status, String type, Object body) {
        try {
            response.status(status)
                    .header(HeaderNames.CONTENT_TYPE, type)
                    .header(HeaderNames.CACHE_CONTROL, "no-store")
                    .send(JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
