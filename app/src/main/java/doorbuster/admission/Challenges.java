package doorbuster.admission;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import doorbuster.sale.BuyerId;
import doorbuster.sale.OrderId;
import doorbuster.sale.SaleId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.altcha.altcha.Altcha;

/// Proof-of-work challenges after ALTCHA's protocol (v1: find the number whose SHA-256 with the salt is the
/// challenge). Signed by the unit, so nothing is stored when one is made; bound to a sale and a buyer by parameters
/// in the signed salt; used once, which the store of the unit remembers.
public final class Challenges {
    private static final String SALE = "sale";
    private static final String BUYER = "buyer";
    private static final int MAX_PAYLOAD = 3_000;
    private static final Proof ACCEPTED = new Proof.Accepted();
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final ChallengeSettings settings;
    private final SpentChallenges spent;
    private final InstantSource clock;

    /// A challenge as ALTCHA's widgets and libraries read it; the names are the protocol's.
    ///
    /// @param maxnumber the secret number lies in 0…maxnumber
    public record Challenge(String algorithm, String challenge, long maxnumber, String salt, String signature) {}

    /// @param spent remembers used challenges over all nodes
    public Challenges(ChallengeSettings settings, SpentChallenges spent, InstantSource clock) {
        this.settings = settings;
        this.spent = spent;
        this.clock = clock;
    }

    /// Makes a challenge.
    ///
    /// @param sale the only sale it will do for; without one it does for any
    /// @param buyer the only buyer it will do for; without one it does for any
    /// @param score the risk score, 0–100: every 20 points add the cost of an easy challenge once more
    public Challenge issue(Optional<SaleId> sale, Optional<BuyerId> buyer, int score) {
        Altcha.ChallengeOptions options = new Altcha.ChallengeOptions()
                .setAlgorithm(Altcha.Algorithm.SHA256)
                .setHmacKey(settings.key())
                .setSecureRandomNumber(true)
                .setMaxNumber(settings.cost() * (1 + score / 20))
                .setExpires(clock.instant().plus(settings.expiry()).getEpochSecond());
        sale.ifPresent(id -> options.addParam(SALE, id.value()));
        buyer.ifPresent(id -> options.addParam(BUYER, digest(id)));
        try {
            Altcha.Challenge made = Altcha.createChallenge(options);
            return new Challenge("SHA-256", made.challenge, made.maxnumber, made.salt, made.signature);
        } catch (Exception e) {
            throw new IllegalStateException("every JDK has SHA-256 and HMAC", e);
        }
    }

    /// Judges a solution and uses it up for an attempt. Asks the store only when the solution is genuine.
    ///
    /// @param payload the base64 text of the solution's JSON, as ALTCHA's widget makes it
    public Proof check(String payload, SaleId sale, BuyerId buyer, OrderId attempt) {
        if (payload.length() > MAX_PAYLOAD) {
            return new Proof.Refused("The solution is too long.");
        }
        try {
            Altcha.Payload solution = JSON.readValue(Base64.getDecoder().decode(payload), Altcha.Payload.class);
            if (!Altcha.verifySolution(solution, settings.key(), false)) {
                return new Proof.Refused("The solution is wrong.");
            }
            Map<String, String> params = Altcha.extractParams(solution.salt);
            Duration left =
                    Duration.ofMillis(Long.parseLong(params.getOrDefault("expires", "0")) * 1000 - clock.millis());
            if (!left.isPositive()) {
                return new Proof.Refused("The challenge has expired.");
            }
            if (!params.getOrDefault(SALE, sale.value()).equals(sale.value())
                    || !params.getOrDefault(BUYER, digest(buyer)).equals(digest(buyer))) {
                return new Proof.Refused("The challenge was made for another sale or buyer.");
            }
            return spend(solution.challenge.toLowerCase(Locale.ROOT), attempt, left);
        } catch (Exception e) {
            // the library declares Exception; nothing it may throw is a sound solution
            return new Proof.Refused("The solution cannot be read.");
        }
    }

    private Proof spend(String challenge, OrderId attempt, Duration left) {
        return switch (spent.spend(challenge, attempt, left.plusSeconds(1))) {
            case OURS -> ACCEPTED;
            case ANOTHERS -> new Proof.Refused("The challenge was used before.");
            case UNKNOWN -> new Proof.Unavailable();
        };
    }

    private static String digest(BuyerId buyer) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(buyer.value().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
