package doorbuster.door;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What the door must know of its unit.
///
/// @param region the unit's name, in every answer's `X-Region`
/// @param displayName the unit's name for people
/// @param others the other units as they are now; buyers who belong there are sent there
/// @param paymentKey the secret shared with the payment provider, 43 characters of base64 (32 bytes) or more
/// @param localLogin whether `POST /dev/login` exists; only in the local profile
/// @param benchConstant whether `POST /bench/constant` exists; only for measuring
/// @param eventStreams order event streams a node serves at once, 1–1,000,000; more are asked to poll
/// @param streamLife after how long a stream ends and is opened again by the page, 10 s–1 h
public record DoorSettings(
        String region,
        String displayName,
        Supplier<List<Other>> others,
        String paymentKey,
        boolean localLogin,
        boolean benchConstant,
        int eventStreams,
        Duration streamLife) {
    /// Another region unit.
    ///
    /// @param url its public address, without a slash at the end
    public record Other(String name, String url) {}

    /// @throws IllegalArgumentException when a number is out of its bounds
    public DoorSettings {
        if (paymentKey.length() < 43) {
            throw new IllegalArgumentException("secrets.payment-key has " + paymentKey.length()
                    + " characters, expected at least 43 of base64 (32 bytes)");
        }
        if (eventStreams < 1 || eventStreams > 1_000_000) {
            throw new IllegalArgumentException("public.event-streams is " + eventStreams + ", expected 1 to 1000000");
        }
        if (streamLife.compareTo(Duration.ofSeconds(10)) < 0 || streamLife.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("public.stream-life is " + streamLife + ", expected PT10S to PT1H");
        }
    }

    /// The other unit of that name; empty for this unit's own name and for names nobody knows.
    Optional<Other> other(String name) {
        for (Other other : others.get()) {
            if (other.name().equals(name)) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    /// The other unit whose name and a hyphen begin the sale's name, such as `us-east` for `us-east-headphones`:
    /// by this custom a sale says which unit it belongs to.
    Optional<Other> otherByPrefix(String sale) {
        for (Other other : others.get()) {
            if (sale.startsWith(other.name() + "-")) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }
}
