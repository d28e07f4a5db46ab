package doorbuster.admission;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import doorbuster.sale.BuyerId;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Date;
import java.util.Optional;

/// Signs tokens in the local profile, where anybody may be anybody. It signs buyers only, never operators.
public final class LocalIdentity {
    private static final Duration LIFE = Duration.ofHours(12);
    private final ECKey key;
    private final LoginSettings settings;
    private final InstantSource clock;

    /// @param key a private EC P-256 key as a JWK (RFC 7517), whose public half is in the key set
    /// @throws IllegalArgumentException when it is none
    public LocalIdentity(String key, LoginSettings settings, InstantSource clock) {
        try {
            this.key = ECKey.parse(key);
        } catch (ParseException e) {
            throw new IllegalArgumentException("identity.local-key holds no EC key", e);
        }
        this.settings = settings;
        this.clock = clock;
    }

    /// A buyer's token for twelve hours.
    @SuppressWarnings("JavaUtilDate") // the library's claims take no other
    public String token(BuyerId buyer, int level, LocalDate accountCreated, Optional<String> homeRegion) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(settings.issuer())
                .audience(settings.audience())
                .subject(buyer.value())
                .notBeforeTime(Date.from(now.minusSeconds(5)))
                .expirationTime(Date.from(now.plus(LIFE)))
                .claim("level", level)
                .claim("account_created", accountCreated.toString());
        homeRegion.ifPresent(region -> claims.claim("home_region", region));
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims.build());
        try {
            jwt.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("the local key does not sign", e);
        }
        return jwt.serialize();
    }
}
