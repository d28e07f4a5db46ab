package doorbuster.admission;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// How suspicious an attempt looks, 0–100, from what one node knows:
///
/// | sign | points |
/// |---|---|
/// | more than 10 attempts of the buyer at the sale in the window | 20 |
/// | more than 40 of them | 20 more |
/// | each failed challenge in ten windows | 20, at most 40 |
/// | account younger than 7 days, or of unknown age | 25 |
/// | more buyers from the address than the setting allows | 25 |
/// | more than four times as many | 15 more |
///
/// From 40 points on, a sale with challenge `SUSPICIOUS` asks for one. So two signs are needed, never only a
/// young account.
public final class Risk {
    /// The score from which traffic is suspicious.
    public static final int SUSPICIOUS = 40;

    private static final int YOUNG_DAYS = 7;
    private final int accountsPerAddress;

    /// @param settings says how many buyers an address may have
    public Risk(RateSettings settings) {
        this.accountsPerAddress = settings.accountsPerAddress();
    }

    /// The score of an attempt.
    ///
    /// @param accounts buyers seen from the address lately
    public int score(Footprint footprint, Caller caller, int accounts, Instant now) {
        int attempts = footprint.attempts(now.toEpochMilli());
        int score = attempts > 40 ? 40 : attempts > 10 ? 20 : 0;
        score += Math.min(40, 20 * footprint.failures(now.toEpochMilli()));
        score += ageDays(caller, now) < YOUNG_DAYS ? 25 : 0;
        score += accounts > 4 * accountsPerAddress ? 40 : accounts > accountsPerAddress ? 25 : 0;
        return Math.min(100, score);
    }

    /// Full days since the account was opened; 0 when that is not known or lies in the future.
    static long ageDays(Caller caller, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return Math.max(0, ChronoUnit.DAYS.between(caller.accountCreated().orElse(today), today));
    }
}
