package doorbuster.rig;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The payment provider, which signs what it says.
///
/// @param secret the unit's payment key
public record PaymentProvider(String secret) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String ALGORITHM = "HmacSHA256";

    /// An event that says that so much was paid for an order.
    public static String event(String id, String order, long amountMinor) {
        return "{\"id\":\"" + id + "\",\"type\":\"payment.succeeded\",\"orderId\":\"" + order + "\",\"amountMinor\":"
                + amountMinor + ",\"currency\":\"EUR\"}";
    }

    /// The signature of a body, as `Doorbuster-Signature` has it.
    ///
    /// @param at seconds since 1970
    public String signature(long at, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return "v1=" + HexFormat.of().formatHex(mac.doFinal((at + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Tells a node of an event.
    ///
    /// @return the body of its answer
    public String tell(int port, String body) {
        long now = Instant.now().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/payments/events"))
                .header("Content-Type", "application/json")
                .header("Doorbuster-Timestamp", Long.toString(now))
                .header("Doorbuster-Signature", signature(now, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
