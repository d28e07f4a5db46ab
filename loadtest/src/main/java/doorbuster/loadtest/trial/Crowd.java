package doorbuster.loadtest.trial;

import doorbuster.infra.identity.LocalIdentity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Buyers with a token each, signed here instead of asked for: signing in is not what is measured.
public final class Crowd {
    private static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);

    /// One buyer.
    public static final class Buyer {
        private final String name;
        private final byte[] authorization;

        private Buyer(String name, byte[] authorization) {
            this.name = name;
            this.authorization = authorization;
        }

        /// The token's subject.
        public String name() {
            return name;
        }

        /// What its header `Authorization` says.
        public String authorization() {
            String line = new String(authorization, StandardCharsets.US_ASCII);
            return line.substring(line.indexOf(' ') + 1).strip();
        }

        /// Writes the header line that carries the token, with its end.
        public void authorize(ByteBuffer into) {
            into.put(authorization);
        }
    }

    private final List<Buyer> buyers;

    private Crowd(List<Buyer> buyers) {
        this.buyers = buyers;
    }

    /// How old the tokens are: a node whose clock is behind must not take them for tokens of the future.
    private static final Duration AGE = Duration.ofHours(2);

    /// Signs tokens, good for most of a day, on all cores: about 10,000 a second and core.
    public static Crowd of(LocalIdentity identity, String prefix, int size) {
        Instant now = Instant.now().minus(AGE);
        return new Crowd(IntStream.range(0, size)
                .parallel()
                .mapToObj(i -> buyer(identity, prefix + i, now))
                .toList());
    }

    /// The first so many of them.
    ///
    /// @param many 1 to the size
    public Crowd first(int many) {
        return new Crowd(buyers.subList(0, many));
    }

    public Buyer buyer(int index) {
        return buyers.get(index % buyers.size());
    }

    public int size() {
        return buyers.size();
    }

    private static Buyer buyer(LocalIdentity identity, String name, Instant now) {
        String token = identity.buyerToken(new LocalIdentity.Buyer(name, 1, LONG_AGO, Optional.empty()), now);
        return new Buyer(name, ("Authorization: Bearer " + token + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
