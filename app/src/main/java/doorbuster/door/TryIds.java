package doorbuster.door;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/// Names for single tries: 128 bits as 32 hexadecimal characters, never twice the same on any node. The first half
/// is drawn from the system's secure source once per process and tells processes apart; the second is a counter
/// from a secret start, mixed one-to-one (SplitMix64), so within a process none repeats in 2^64. Nobody has to
/// guess them, so no secure random bits are spent per request.
public final class TryIds {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private final String process;
    private final AtomicLong next;

    /// Names of one process.
    public TryIds(SecureRandom random) {
        this.process = HexFormat.of().toHexDigits(random.nextLong());
        this.next = new AtomicLong(random.nextLong());
    }

    /// A new name.
    public String next() {
        long z = next.addAndGet(GOLDEN);
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return process + HexFormat.of().toHexDigits(z ^ (z >>> 31));
    }
}
