package doorbuster.sale;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes order ids from what the buyer sent, so that every node makes the same id for the same attempt.
///
/// The id's middle is the first 128 bits of HMAC-SHA-256 (RFC 2104) over sale, buyer and Idempotency-Key under
/// the unit's secret; its end is 40 bits of a second HMAC over the rest and the buyer. One in 2^40 guesses
/// passes for a given buyer, and then names nothing. Safe for use by many threads.
public final class OrderIdMint {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int TAGGED = 20;
    private final Mac keyed;

    /// @param secret the unit's order key, at least 32 bytes
    /// @throws IllegalArgumentException when the secret is shorter
    public OrderIdMint(byte[] secret) {
        if (secret.length < 32) {
            throw new IllegalArgumentException("the order key has " + secret.length + " bytes, at least 32 are needed");
        }
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /// The id of one attempt; the lane is the buyer's, `hash(buyer) mod lanes`, so that a buyer always meets
    /// the same one.
    public OrderId mint(SaleId sale, int saleNo, int lanes, BuyerId buyer, IdempotencyKey attempt) {
        byte[] id = new byte[OrderId.BYTES];
        id[0] = (byte) (saleNo >>> 16);
        id[1] = (byte) (saleNo >>> 8);
        id[2] = (byte) saleNo;
        id[3] = (byte) laneOf(buyer, lanes);
        byte[] mac = mac("order\n" + sale + "\n" + buyer + "\n" + attempt, new byte[0]);
        System.arraycopy(mac, 0, id, 4, 16);
        System.arraycopy(tag(id, buyer), 0, id, TAGGED, OrderId.BYTES - TAGGED);
        return OrderId.of(id);
    }

    /// Whether this unit made the id for this buyer; false for a stranger's and for made-up ids. Takes constant
    /// time.
    public boolean belongsTo(OrderId order, BuyerId buyer) {
        byte[] id = order.bytes();
        byte[] expected = Arrays.copyOf(tag(id, buyer), OrderId.BYTES - TAGGED);
        return MessageDigest.isEqual(expected, Arrays.copyOfRange(id, TAGGED, OrderId.BYTES));
    }

    /// The buyer's lane among `lanes` (1–256): a 64-bit mix of the id's characters, the same on every node and
    /// JVM.
    public static int laneOf(BuyerId buyer, int lanes) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < buyer.value().length(); i++) {
            h = (h ^ buyer.value().charAt(i)) * 0x100000001b3L;
        }
        h ^= h >>> 33;
        h *= 0xff51afd7ed558ccdL;
        h ^= h >>> 33;
        return (int) Long.remainderUnsigned(h, lanes);
    }

    private byte[] tag(byte[] id, BuyerId buyer) {
        return mac("tag\n" + buyer, Arrays.copyOf(id, TAGGED));
    }

    /// A clone of the keyed prototype: requests run on virtual threads, so a thread local would be made anew
    /// for each.
    private byte[] mac(String text, byte[] more) {
        try {
            Mac mac = (Mac) keyed.clone();
            mac.update(text.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(more);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's own " + ALGORITHM + " can be cloned", e);
        }
    }
}
