package doorbuster.admission;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/// The identity provider's keys as this node knows them. A source that fails leaves the known keys in use, so an
/// outage signs nobody out; a key that left the set ends its tokens at the next reading.
public final class KeyRing {
    private static final System.Logger LOG = System.getLogger(KeyRing.class.getName());
    private final KeySource source;
    private final InstantSource clock;
    private final Duration floor;
    private final ReentrantLock reading = new ReentrantLock();
    private final AtomicInteger readings = new AtomicInteger();
    private volatile Map<String, VerifyKey> keys = Map.of();
    private volatile long lastTriedMillis = Long.MIN_VALUE / 2;

    /// An empty ring; call [#refresh] before the first token comes.
    ///
    /// @param floor how often an unknown key id may make the source be read again, at most
    public KeyRing(KeySource source, InstantSource clock, Duration floor) {
        this.source = source;
        this.clock = clock;
        this.floor = floor;
    }

    /// Reads the source once.
    ///
    /// @return whether a usable set was read; the known keys stay in use when not
    public boolean refresh() {
        reading.lock();
        try {
            lastTriedMillis = clock.millis();
            Map<String, VerifyKey> fresh = parse(source.read());
            if (fresh.isEmpty()) {
                LOG.log(System.Logger.Level.WARNING, "the key set holds no usable key, the known keys stay in use");
                return false;
            }
            keys = fresh;
            readings.incrementAndGet();
            return true;
        } catch (IOException | ParseException | JOSEException | GeneralSecurityException e) {
            LOG.log(System.Logger.Level.WARNING, "the key set could not be read, the known keys stay in use", e);
            return false;
        } finally {
            reading.unlock();
        }
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /// Whether a key is in the set as it was read last.
    ///
    /// @param reading the number of the reading in which it was there: while it is the last, nothing is looked up
    boolean holds(String id, int reading) {
        return readings.get() == reading || keys.containsKey(id);
    }

    /// The number of the last reading of the set.
    int reading() {
        return readings.get();
    }

    /// The key of that id; an unknown id makes the source be read again, not more often than the floor.
    Optional<VerifyKey> find(String id) {
        VerifyKey known = keys.get(id);
        if (known == null && clock.millis() - lastTriedMillis >= floor.toMillis() && reading.tryLock()) {
            try {
                refresh();
            } finally {
                reading.unlock();
            }
            known = keys.get(id);
        }
        return Optional.ofNullable(known);
    }

    private static Map<String, VerifyKey> parse(String set)
            throws ParseException, JOSEException, GeneralSecurityException {
        Map<String, VerifyKey> parsed = new HashMap<>();
        for (JWK jwk : JWKSet.parse(set).getKeys()) {
            VerifyKey.of(jwk).ifPresent(key -> parsed.put(key.id(), key));
        }
        return Map.copyOf(parsed);
    }
}
