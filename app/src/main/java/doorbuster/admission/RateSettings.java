package doorbuster.admission;

import java.time.Duration;
import java.util.Set;

/// How often anybody may ask. The exact limit over all nodes of the unit is kept by the script that takes the stock;
/// a node refuses by itself whom the script refused lately.
///
/// @param perBuyer attempts per window of one buyer at one sale, 1–10,000
/// @param perAddress requests per window of one address that carry no valid login, 1–10,000,000
/// @param accountsPerAddress buyers seen from one address within the window before it counts as suspicious, 1–1,000
/// @param window 1 s–1 h
/// @param remembered buyers and addresses a node keeps in mind, 1,000–10,000,000; the least used are forgotten first
/// @param loopbackIsFree whether requests from this machine are exempt from the limits per address
/// @param trustedProxies addresses and IPv4 networks (`10.11.0.0/16`) whose `X-Forwarded-For` is believed
public record RateSettings(
        int perBuyer,
        int perAddress,
        int accountsPerAddress,
        Duration window,
        int remembered,
        boolean loopbackIsFree,
        Set<String> trustedProxies) {
    /// @throws IllegalArgumentException when a number is out of its bounds
    public RateSettings {
        Bounds.number("rate.per-buyer", perBuyer, 1, 10_000);
        Bounds.number("rate.per-address", perAddress, 1, 10_000_000);
        Bounds.number("rate.accounts-per-address", accountsPerAddress, 1, 1_000);
        Bounds.span("rate.window", window, Duration.ofSeconds(1), Duration.ofHours(1));
        Bounds.number("rate.remembered", remembered, 1_000, 10_000_000);
        trustedProxies = Set.copyOf(trustedProxies);
    }

    /// The contract's 100 attempts per minute.
    public static RateSettings usual(boolean loopbackIsFree, Set<String> trustedProxies) {
        return new RateSettings(100, 600, 5, Duration.ofMinutes(1), 200_000, loopbackIsFree, trustedProxies);
    }
}
