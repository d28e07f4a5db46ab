package doorbuster.sale;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// An order's public name: 40 characters of base32 (RFC 4648, lower case) over 25 bytes.
///
/// Bytes 0–2 are the sale's number in its unit, byte 3 the lane, bytes 4–19 an HMAC over sale, buyer and
/// Idempotency-Key, bytes 20–24 a tag that binds all of it to the buyer (see [OrderIdMint]). So any node finds
/// the lane without asking a store, and an id that was made up, or belongs to somebody else, is refused without
/// asking one either.
public record OrderId(String value) {
    static final int BYTES = 25;
    private static final int LENGTH = 40;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    /// @throws IllegalArgumentException when the text is not 40 characters of lower-case base32
    public OrderId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an order id");
        }
    }

    /// Reads an id that came from outside.
    public static Optional<OrderId> parse(String text) {
        return isValid(text) ? Optional.of(new OrderId(text)) : Optional.empty();
    }

    /// The number of the sale in its unit, 0–16,777,215.
    public int saleNo() {
        byte[] b = bytes();
        return ((b[0] & 0xff) << 16) | ((b[1] & 0xff) << 8) | (b[2] & 0xff);
    }

    /// The lane that knows everything of this order, 0–255.
    public int lane() {
        return bytes()[3] & 0xff;
    }

    @Override
    public String toString() {
        return value;
    }

    static OrderId of(byte[] bytes) {
        byte[] text = new byte[LENGTH];
        int end = 0;
        for (int at = 0; at < BYTES; at += 5) {
            long five = 0;
            for (int i = 0; i < 5; i++) {
                five = (five << 8) | (bytes[at + i] & 0xff);
            }
            for (int shift = 35; shift >= 0; shift -= 5) {
                text[end++] = (byte) ALPHABET.charAt((int) ((five >>> shift) & 31));
            }
        }
        return new OrderId(new String(text, StandardCharsets.ISO_8859_1));
    }

    byte[] bytes() {
        byte[] bytes = new byte[BYTES];
        for (int group = 0; group < LENGTH / 8; group++) {
            long five = 0;
            for (int i = 0; i < 8; i++) {
                five = (five << 5) | ALPHABET.indexOf(value.charAt(group * 8 + i));
            }
            for (int i = 4; i >= 0; i--) {
                bytes[group * 5 + i] = (byte) five;
                five >>>= 8;
            }
        }
        return bytes;
    }

    private static boolean isValid(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '2' || c > '7')) {
                return false;
            }
        }
        return true;
    }
}
