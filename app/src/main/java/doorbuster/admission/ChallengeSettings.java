package doorbuster.admission;

import java.time.Duration;

/// How challenges are made.
///
/// @param key the unit's challenge key as base64 text, 43 characters (32 bytes) or more
/// @param expiry how long a challenge may be solved and used, 10 s–1 h
/// @param cost the largest secret number of an easy challenge, 1,000–10,000,000: the work of a solver is half of it
///     in SHA-256 hashes on average. The score raises it up to six times.
public record ChallengeSettings(String key, Duration expiry, long cost) {
    /// @throws IllegalArgumentException when a number is out of its bounds
    public ChallengeSettings {
        Bounds.number("secrets.challenge-key's length", key.length(), 43, 1024);
        Bounds.span("challenge.expiry", expiry, Duration.ofSeconds(10), Duration.ofHours(1));
        Bounds.number("challenge.cost", cost, 1_000, 10_000_000);
    }

    /// Five minutes and 50,000: well under a second in a phone's browser.
    public static ChallengeSettings usual(String key) {
        return new ChallengeSettings(key, Duration.ofMinutes(5), 50_000);
    }
}
