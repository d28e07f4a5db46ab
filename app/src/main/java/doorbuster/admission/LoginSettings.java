package doorbuster.admission;

import java.time.Duration;

/// How tokens are judged.
///
/// @param issuer the only `iss` that is accepted
/// @param audience must be in `aud`
/// @param clockSkew how far `exp` and `nbf` may be off, 0–120 s
/// @param maxTokenLength tokens with more characters are refused unread, 256–16,384
/// @param cacheBytes memory for verified tokens, counted by their characters, 64 KiB–1 GiB
/// @param refresh how often the keys are read again, 1 s–1 day
/// @param refreshFloor a token with an unknown key id makes the keys be read again, at most this often; at least 1 s
public record LoginSettings(
        String issuer,
        String audience,
        Duration clockSkew,
        int maxTokenLength,
        long cacheBytes,
        Duration refresh,
        Duration refreshFloor) {
    /// @throws IllegalArgumentException when a number is out of its bounds
    public LoginSettings {
        Bounds.text("identity.issuer", issuer);
        Bounds.text("identity.audience", audience);
        Bounds.span("identity.clock-skew", clockSkew, Duration.ZERO, Duration.ofMinutes(2));
        Bounds.number("identity.max-token-length", maxTokenLength, 256, 16_384);
        Bounds.number("identity.cache-bytes", cacheBytes, 64 << 10, 1 << 30);
        Bounds.span("identity.refresh", refresh, Duration.ofSeconds(1), Duration.ofDays(1));
        Bounds.span("identity.refresh-floor", refreshFloor, Duration.ofSeconds(1), refresh);
    }

    /// Sensible numbers for an issuer and an audience.
    public static LoginSettings of(String issuer, String audience) {
        return new LoginSettings(
                issuer,
                audience,
                Duration.ofSeconds(30),
                8192,
                64 << 20,
                Duration.ofMinutes(5),
                Duration.ofSeconds(10));
    }
}
