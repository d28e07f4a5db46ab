package doorbuster.infra.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.Optional;

/// The identity provider of one machine: an ES256 key that is made once, and the tokens it signs.
///
/// A deployed unit trusts a real provider by its JWKS address instead; nothing here leaves the machine.
public final class LocalIdentity {
    public static final String ISSUER = "https://identity.doorbuster.local";
    public static final String AUDIENCE = "doorbuster";

    private static final Duration LIFE = Duration.ofHours(24);
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    private final ECKey key;

    private LocalIdentity(ECKey key) {
        this.key = key;
    }

    /// What a buyer's token says.
    ///
    /// @param homeRegion the only region the buyer may buy in; empty for any
    public record Buyer(String name, int level, LocalDate accountCreated, Optional<String> homeRegion) {}

    /// The private key's file in `folder`.
    public static Path keyFile(Path folder) {
        return folder.resolve("key.json");
    }

    /// The public keys' file in `folder`.
    public static Path jwksFile(Path folder) {
        return folder.resolve("jwks.json");
    }

    /// Reads the key from `folder`, or makes it (0600) together with the public `jwks.json`.
    public static LocalIdentity in(Path folder) {
        try {
            Path file = keyFile(folder);
            if (Files.exists(file)) {
                return new LocalIdentity(ECKey.parse(Files.readString(file)));
            }
            ECKey made = new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate();
            PrivateFiles.write(jwksFile(folder), new JWKSet(made.toPublicJWK()).toString());
            PrivateFiles.write(file, made.toJSONString());
            return new LocalIdentity(made);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("the key in " + folder + " cannot be used: " + e.getMessage(), e);
        }
    }

    /// A buyer's token, good for 24 hours from `now`.
    public String buyerToken(Buyer buyer, Instant now) {
        JWTClaimsSet.Builder claims = claims(buyer.name(), now)
                .claim("level", buyer.level())
                .claim("account_created", buyer.accountCreated().toString());
        buyer.homeRegion().ifPresent(region -> claims.claim("home_region", region));
        return sign(claims.build());
    }

    /// A token that opens the admin sockets, good for 24 hours from `now`.
    public String operatorToken(Instant now) {
        return sign(claims("operator", now).claim("role", "operator").build());
    }

    private static JWTClaimsSet.Builder claims(String subject, Instant now) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(subject)
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now.minus(CLOCK_SKEW)))
                .expirationTime(Date.from(now.plus(LIFE)));
    }

    private String sign(JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(key.getKeyID())
                            .type(JOSEObjectType.JWT)
                            .build(),
                    claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("the local identity cannot sign: " + e.getMessage(), e);
        }
    }
}
