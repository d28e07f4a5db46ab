package doorbuster.admission;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import doorbuster.sale.BuyerId;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a node remembers of the addresses that call: how often without a valid login, and how many buyers sign in
/// from there. Bounded, the least used are forgotten first.
public final class Addresses {
    /// One address; counts at most 1,000 buyers by name.
    private static final class Seen {
        final Window anonymous;
        final Window session;
        final Set<BuyerId> buyers = new HashSet<>();

        Seen(long windowMillis, long nowMillis) {
            anonymous = new Window(windowMillis, nowMillis);
            session = new Window(10 * windowMillis, nowMillis);
        }
    }

    private static final int COUNTED_BUYERS = 1_000;
    private final RateSettings settings;
    private final TrustedProxies proxies;
    private final InstantSource clock;
    private final LoadingCache<String, Seen> seen;

    /// A node that nobody has called.
    public Addresses(RateSettings settings, InstantSource clock) {
        this.settings = settings;
        this.proxies = new TrustedProxies(settings.trustedProxies());
        this.clock = clock;
        this.seen = Caffeine.newBuilder()
                .executor(Runnable::run) // its upkeep costs less than waking another thread for it
                .maximumSize(settings.remembered())
                .build(address -> new Seen(settings.window().toMillis(), clock.millis()));
    }

    /// Whose address a request comes from: the peer's, or, when the peer is a trusted proxy, the last address in
    /// `X-Forwarded-For` that is not a trusted proxy itself. Everything before that was written by strangers.
    ///
    /// @param forwarded the values of the header in their order, each perhaps with several addresses
    public String origin(String peer, List<String> forwarded) {
        if (!proxies.holds(peer)) {
            return peer;
        }
        String[] hops = String.join(",", forwarded).split(",", -1);
        for (int i = hops.length - 1; i >= 0; i--) {
            String hop = hops[i].strip();
            if (!hop.isEmpty() && !proxies.holds(hop)) {
                return hop;
            }
        }
        return peer;
    }

    /// Counts one request without a valid login.
    ///
    /// @return 0 when it may go on, else the milliseconds until another may
    public long anonymous(String address) {
        if (isFree(address)) {
            return 0;
        }
        Seen here = seen.get(address);
        long now = clock.millis();
        synchronized (here) {
            return here.anonymous.count(now) <= settings.perAddress()
                    ? 0
                    : Math.max(1, here.anonymous.endsInMillis(now));
        }
    }

    /// Notes that a buyer signed in from an address.
    ///
    /// @return how many different buyers came from there lately, at most 1,000; 1 for an address that is exempt
    public int accounts(String address, BuyerId buyer) {
        if (isFree(address)) {
            return 1;
        }
        Seen here = seen.get(address);
        long now = clock.millis();
        synchronized (here) {
            if (here.session.count(now) == 1) {
                here.buyers.clear();
            }
            if (here.buyers.size() < COUNTED_BUYERS) {
                here.buyers.add(buyer);
            }
            return here.buyers.size();
        }
    }

    private boolean isFree(String address) {
        return settings.loopbackIsFree() && isLoopback(address);
    }

    private static boolean isLoopback(String address) {
        try {
            return address.startsWith("127.")
                    || (address.indexOf(':') >= 0
                            && InetAddress.ofLiteral(address).isLoopbackAddress());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
