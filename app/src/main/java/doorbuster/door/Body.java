package doorbuster.door;

import com.fasterxml.jackson.databind.ObjectReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/// Reads small JSON bodies, at most 4 KiB.
public final class Body {
    /// The most bytes a body may have.
    public static final int MAX_BYTES = 4096;

    private final Problems problems;

    /// Refuses with these problems.
    public Body(Problems problems) {
        this.problems = problems;
    }

    /// The body as a record.
    ///
    /// @param reader made by [Json#reader] for `T`
    public <T> Reading<T> read(ServerRequest request, ObjectReader reader) {
        return switch (bytes(request)) {
            case Reading.Unfit<byte[]>(Answer refusal) -> new Reading.Unfit<>(refusal);
            case Reading.Fit<byte[]>(byte[] bytes) -> parse(bytes, reader);
        };
    }

    /// The body's record.
    public <T> Reading<T> parse(byte[] bytes, ObjectReader reader) {
        try {
            T value = reader.readValue(bytes);
            // the JSON text `null`, and nothing at all, are no record
            return value == null
                    ? new Reading.Unfit<>(problems.of(Code.MALFORMED, "The body is not the JSON object expected here."))
                    : new Reading.Fit<>(value);
        } catch (IOException | IllegalArgumentException e) {
            return new Reading.Unfit<>(problems.of(Code.MALFORMED, "The body is not the JSON object expected here."));
        }
    }

    /// The body's bytes, when it says that it is JSON.
    public Reading<byte[]> bytes(ServerRequest request) {
        ServerRequestHeaders headers = request.headers();
        if (!isJson(headers)) {
            return new Reading.Unfit<>(problems.of(Code.UNSUPPORTED_MEDIA_TYPE));
        }
        if (headers.contentLength().orElse(0) > MAX_BYTES) {
            return new Reading.Unfit<>(problems.of(Code.TOO_LARGE));
        }
        try (InputStream in = request.content().inputStream()) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            return bytes.length > MAX_BYTES
                    ? new Reading.Unfit<>(problems.of(Code.TOO_LARGE))
                    : new Reading.Fit<>(bytes);
        } catch (IOException | UncheckedIOException e) {
            // the sender went away or sent a broken chunk; whoever still listens is told
            return new Reading.Unfit<>(problems.of(Code.MALFORMED, "The body ended early."));
        }
    }

    private static boolean isJson(ServerRequestHeaders headers) {
        if (!headers.contains(HeaderNames.CONTENT_TYPE)) {
            return false;
        }
        String type = headers.get(HeaderNames.CONTENT_TYPE).get();
        if (type.equals("application/json")) {
            return true;
        }
        String lower = type.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "");
        return lower.equals("application/json") || lower.equals("application/json;charset=utf-8");
    }
}
