package doorbuster.admission;

import doorbuster.sale.BuyerId;
import java.util.Arrays;

/// A set that answers "certainly not in it" or "perhaps": a Bloom filter (B. H. Bloom, 1970) with 12 bits and
/// 8 probes per member by double hashing (Kirsch and Mitzenmacher, 2006). A million members take 1.5 MB; of those
/// who are not in it, one in about 300 passes.
public final class Fingerprints {
    private static final int BITS_PER_MEMBER = 12;
    private static final int PROBES = 8;
    private static final int MOST_BYTES = 64 << 20;
    private final byte[] bits;

    private Fingerprints(byte[] bits) {
        this.bits = bits;
    }

    /// An empty filter with room for that many members.
    ///
    /// @param members 0–40,000,000
    public static Fingerprints forMembers(long members) {
        long bytes = Math.max(8, (members * BITS_PER_MEMBER + 7) / 8);
        if (bytes > MOST_BYTES) {
            throw new IllegalArgumentException("a filter for " + members + " members is larger than " + MOST_BYTES);
        }
        return new Fingerprints(new byte[(int) bytes]);
    }

    /// A filter as [#bytes] wrote it.
    public static Fingerprints of(byte[] bytes) {
        if (bytes.length < 8 || bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("a filter has 8 to " + MOST_BYTES + " bytes, not " + bytes.length);
        }
        return new Fingerprints(bytes.clone());
    }

    /// The buyer's 64-bit fingerprint: FNV-1a over the characters, then MurmurHash3's finaliser; the same on every
    /// node and JVM.
    public static long hash(BuyerId buyer) {
        String text = buyer.value();
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * 0x100000001b3L;
        }
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }

    /// Adds a member by its fingerprint.
    public void add(long hash) {
        long step = step(hash);
        for (int i = 0; i < PROBES; i++) {
            int bit = bit(hash + i * step);
            bits[bit >>> 3] |= (byte) (1 << (bit & 7));
        }
    }

    /// Whether the buyer may be a member; false only for a definite non-member.
    public boolean mayHold(BuyerId buyer) {
        long hash = hash(buyer);
        long step = step(hash);
        for (int i = 0; i < PROBES; i++) {
            int bit = bit(hash + i * step);
            if ((bits[bit >>> 3] & (1 << (bit & 7))) == 0) {
                return false;
            }
        }
        return true;
    }

    /// The filter as it is kept in a store.
    public byte[] bytes() {
        return Arrays.copyOf(bits, bits.length);
    }

    private static long step(long hash) {
        return (Long.rotateLeft(hash, 32) * 0x9e3779b97f4a7c15L) | 1;
    }

    private int bit(long probe) {
        return (int) Long.remainderUnsigned(probe, bits.length * 8L);
    }
}
