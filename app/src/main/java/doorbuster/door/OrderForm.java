package doorbuster.door;

import com.fasterxml.jackson.databind.ObjectReader;
import doorbuster.reserve.Sales;
import doorbuster.sale.Attempt;
import doorbuster.sale.IdempotencyKey;
import doorbuster.sale.Offer;
import doorbuster.sale.SaleId;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A well-formed attempt to order.
///
/// @param offer the sale; empty when the sale's name says that another unit has it
/// @param challenge the solution of a challenge
record OrderForm(String saleName, Optional<Offer> offer, IdempotencyKey key, int quantity, Optional<String> challenge) {
    private static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");
    private static final ObjectReader BODY = Json.reader(Sent.class);

    /// The body as it is sent.
    record Sent(@Nullable Integer quantity, @Nullable String challenge) {
        private static final byte[] START = "{\"quantity\":".getBytes(StandardCharsets.US_ASCII);
        private static final int MOST_DIGITS = 3;

        /// Reads the text that nearly every page sends, `{"quantity":1}`, without a JSON library; empty for any other,
        /// however much it may mean the same.
        static Optional<Sent> plain(byte[] text) {
            int digits = text.length - START.length - 1;
            if (digits < 1 || digits > MOST_DIGITS || text[START.length] == '0' || text[text.length - 1] != '}') {
                return Optional.empty();
            }
            int quantity = 0;
            for (int i = 0; i < text.length - 1; i++) {
                if (i < START.length ? text[i] != START[i] : text[i] < '0' || text[i] > '9') {
                    return Optional.empty();
                }
                quantity = i < START.length ? 0 : quantity * 10 + text[i] - '0';
            }
            return Optional.of(new Sent(quantity, null));
        }
    }

    /// Reads forms; refuses in the order of the contract's first row.
    record Reader(Sales sales, DoorSettings settings, Body body, Problems problems) {
        Reading<OrderForm> read(ServerRequest request) {
            String name = request.path().pathParameters().get("saleId");
            Optional<Offer> offer = SaleId.isValid(name) ? sales.find(new SaleId(name)) : Optional.empty();
            if (offer.isEmpty() && settings.otherByPrefix(name).isEmpty()) {
                return new Reading.Unfit<>(
                        sales.isRead()
                                ? problems.of(Code.NOT_FOUND, "There is no such sale.")
                                : problems.later(Code.UNAVAILABLE, "This node does not know its sales yet.", 1));
            }
            return switch (sent(request)) {
                case Reading.Unfit<Sent>(Answer refusal) -> new Reading.Unfit<>(refusal);
                case Reading.Fit<Sent>(Sent order) -> check(request, name, offer, order);
            };
        }

        private Reading<Sent> sent(ServerRequest request) {
            return switch (body.bytes(request)) {
                case Reading.Unfit<byte[]>(Answer refusal) -> new Reading.Unfit<>(refusal);
                case Reading.Fit<byte[]>(byte[] bytes) ->
                    Sent.plain(bytes).<Reading<Sent>>map(Reading.Fit::new).orElseGet(() -> body.parse(bytes, BODY));
            };
        }

        private Reading<OrderForm> check(ServerRequest request, String name, Optional<Offer> offer, Sent sent) {
            Integer quantity = sent.quantity();
            if (quantity == null || quantity < 1 || quantity > Attempt.MAX_QUANTITY) {
                return malformed("quantity is a whole number from 1 to 999.");
            }
            if (!request.headers().contains(IDEMPOTENCY_KEY)) {
                return malformed("Send an Idempotency-Key.");
            }
            Header key = request.headers().get(IDEMPOTENCY_KEY);
            if (key.valueCount() != 1 || !IdempotencyKey.isValid(key.get())) {
                return malformed("An Idempotency-Key is one word of 1 to 64 of A-Z a-z 0-9 - _.");
            }
            return new Reading.Fit<>(new OrderForm(
                    name, offer, new IdempotencyKey(key.get()), quantity, Optional.ofNullable(sent.challenge())));
        }

        private Reading<OrderForm> malformed(String detail) {
            return new Reading.Unfit<>(problems.of(Code.MALFORMED, detail));
        }
    }
}
