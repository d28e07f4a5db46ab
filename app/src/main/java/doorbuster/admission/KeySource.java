package doorbuster.admission;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Where the identity provider's public keys (RFC 7517, a JWK set) come from.
@FunctionalInterface
public interface KeySource {
    /// The most bytes a key set may have.
    int MAX_BYTES = 256 << 10;

    /// The key set as it is now.
    ///
    /// @throws IOException when it cannot be had; the keys read before stay in use then
    String read() throws IOException;

    /// A set in a file, or behind https.
    ///
    /// @throws IllegalArgumentException for any other scheme: keys that travel in the clear sign anybody in
    static KeySource of(URI where) {
        return switch (where.getScheme() == null ? "" : where.getScheme()) {
            case "file" -> () -> Files.readString(Path.of(where));
            case "https" -> new Web(where);
            default -> throw new IllegalArgumentException("identity.jwks is a file: or https: address, not " + where);
        };
    }

    /// A key set behind https; redirects are not followed.
    record Web(URI where, HttpClient client) implements KeySource {
        Web(URI where) {
            this(
                    where,
                    HttpClient.newBuilder()
                            .connectTimeout(Duration.ofSeconds(3))
                            .build());
        }

        @Override
        public String read() throws IOException {
            HttpRequest request =
                    HttpRequest.newBuilder(where).timeout(Duration.ofSeconds(5)).build();
            try {
                HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream body = answer.body()) {
                    if (answer.statusCode() != 200) {
                        throw new IOException("the key set answered " + answer.statusCode());
                    }
                    byte[] bytes = body.readNBytes(MAX_BYTES + 1);
                    if (bytes.length > MAX_BYTES) {
                        throw new IOException("the key set has more than " + MAX_BYTES + " bytes");
                    }
                    return new String(bytes, StandardCharsets.UTF_8);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while reading the key set", e);
            }
        }
    }
}
