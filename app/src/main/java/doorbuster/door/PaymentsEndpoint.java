package doorbuster.door;

import com.fasterxml.jackson.databind.ObjectReader;
import doorbuster.order.Payment;
import doorbuster.order.PaymentEvent;
import doorbuster.order.Payments;
import doorbuster.sale.OrderId;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The payment provider's signed events. `Doorbuster-Signature` is `v1=` and the hexadecimal HMAC-SHA-256 of
/// `Doorbuster-Timestamp` (seconds since 1970), a full stop and the body's bytes.
final class PaymentsEndpoint {
    private static final HeaderName TIMESTAMP = HeaderNames.create("Doorbuster-Timestamp");
    private static final HeaderName SIGNATURE = HeaderNames.create("Doorbuster-Signature");
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAX_ID = 128;
    private static final ObjectReader BODY = Json.reader(Sent.class);
    private final Payments payments;
    private final SecretKeySpec key;
    private final Body body;
    private final Problems problems;
    private final InstantSource clock;

    /// The event as it is sent.
    ///
    /// @param type `payment.succeeded` or `payment.failed`
    record Sent(
            @Nullable String id,
            @Nullable String type,
            @Nullable String orderId,
            @Nullable Long amountMinor,
            @Nullable String currency) {}

    PaymentsEndpoint(Payments payments, DoorSettings settings, Body body, Problems problems, InstantSource clock) {
        this.payments = payments;
        this.key = new SecretKeySpec(settings.paymentKey().getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.body = body;
        this.problems = problems;
        this.clock = clock;
    }

    Answer event(ServerRequest request) {
        return switch (body.bytes(request)) {
            case Reading.Unfit<byte[]>(Answer refusal) -> refusal;
            case Reading.Fit<byte[]>(byte[] bytes) -> {
                Optional<Instant> signedAt = signedAt(request, bytes);
                yield signedAt.isEmpty() ? problems.of(Code.SIGNATURE_INVALID) : read(bytes, signedAt.get());
            }
        };
    }

    /// When the body was signed, if it was, by the provider, within the tolerance.
    private Optional<Instant> signedAt(ServerRequest request, byte[] bytes) {
        String timestamp = request.headers().first(TIMESTAMP).orElse("");
        String signature = request.headers().first(SIGNATURE).orElse("");
        try {
            Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
            byte[] expected = ("v1=" + HexFormat.of().formatHex(mac.doFinal(bytes))).getBytes(StandardCharsets.UTF_8);
            boolean genuine = MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
            boolean inTime = Duration.between(at, clock.instant()).abs().compareTo(TOLERANCE) <= 0;
            return genuine && inTime ? Optional.of(at) : Optional.empty();
        } catch (NumberFormatException | java.time.DateTimeException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private Answer read(byte[] bytes, Instant signedAt) {
        Reading<Sent> reading = body.parse(bytes, BODY);
        return switch (reading) {
            case Reading.Unfit<Sent>(Answer refusal) -> refusal;
            case Reading.Fit<Sent>(Sent sent) ->
                event(sent, signedAt)
                        .map(event -> told(payments.count(event)))
                        .orElseGet(() -> problems.of(
                                Code.MALFORMED,
                                "An event has id, type (payment.succeeded or payment.failed), orderId, amountMinor, "
                                        + "currency."));
        };
    }

    private static Optional<PaymentEvent> event(Sent sent, Instant at) {
        if (sent.id() == null
                || sent.id().isEmpty()
                || sent.id().length() > MAX_ID
                || sent.type() == null
                || sent.orderId() == null
                || sent.amountMinor() == null
                || sent.amountMinor() < 0
                || sent.currency() == null
                || sent.currency().length() != 3) {
            return Optional.empty();
        }
        Optional<PaymentEvent.Kind> kind = switch (sent.type()) {
            case "payment.succeeded" -> Optional.of(PaymentEvent.Kind.PAID);
            case "payment.failed" -> Optional.of(PaymentEvent.Kind.FAILED);
            default -> Optional.empty();
        };
        Optional<OrderId> order = OrderId.parse(sent.orderId());
        return kind.isEmpty() || order.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new PaymentEvent(sent.id(), order.get(), kind.get(), sent.amountMinor(), sent.currency(), at));
    }

    private Answer told(Payment payment) {
        return switch (payment) {
            case Payment.Counted() -> result("counted", "");
            case Payment.Stored() -> result("stored", "");
            case Payment.RefundDue(String reason) -> result("refund-due", reason);
            case Payment.Stranger() -> problems.of(Code.NOT_FOUND, "There is no such order here.");
            case Payment.Unavailable(String why) ->
                problems.later(Code.UNAVAILABLE, "Please deliver the event again.", 5);
        };
    }

    private static Answer result(String result, String reason) {
        return Answer.json(
                200,
                Json.bytes(reason.isEmpty() ? Map.of("result", result) : Map.of("result", result, "reason", reason)));
    }
}
