package doorbuster.loadtest.rush;

import doorbuster.loadtest.reckon.Wish;
import doorbuster.loadtest.trial.Crowd;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The two requests of a buyer, as bytes.
final class Requests {
    private static final byte[] HOST = " HTTP/1.1\r\nHost: rush\r\n".getBytes(StandardCharsets.US_ASCII);

    private Requests() {}

    static void order(ByteBuffer into, String sale, Crowd.Buyer buyer, Wish wish) {
        String body = "{\"quantity\":" + wish.quantity() + "}";
        into.put(ascii("POST /v1/sales/" + sale + "/orders")).put(HOST);
        buyer.authorize(into);
        into.put(ascii("Content-Type: application/json\r\nIdempotency-Key: " + wish.key() + "\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body));
    }

    static void look(ByteBuffer into, Crowd.Buyer buyer, String order) {
        into.put(ascii("GET /v1/orders/" + order)).put(HOST);
        buyer.authorize(into);
        into.put(ascii("\r\n"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
