package doorbuster.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import doorbuster.sale.BuyerId;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// Tells whose token a request carries: a JWT (RFC 7519) signed by a key of the ring, with `iss`, `aud`, `exp`,
/// `nbf` and `sub`, all of them required (RFC 8725). A verified token is remembered by its text until it ends, so
/// that a buyer's signature is checked once and not with each attempt.
public final class Login {
    private record Verified(Caller caller, String keyId, int reading, long fromMillis, long untilMillis) {}

    private final LoginSettings settings;
    private final KeyRing ring;
    private final InstantSource clock;
    private final Cache<String, Verified> verified;

    /// A login with an empty memory.
    public Login(LoginSettings settings, KeyRing ring, InstantSource clock) {
        this.settings = settings;
        this.ring = ring;
        this.clock = clock;
        this.verified = Caffeine.newBuilder()
                .executor(Runnable::run) // its upkeep costs less than waking another thread for it
                .maximumWeight(settings.cacheBytes())
                .weigher((String token, Verified known) -> token.length() + 200)
                .build();
    }

    /// Judges one token; asks no store, and reads the key set only for an unknown key id.
    public SignIn signIn(String token) {
        Verified known = verified.getIfPresent(token);
        if (known == null || !ring.holds(known.keyId(), known.reading())) {
            return verify(token);
        }
        long now = clock.millis();
        if (now >= known.untilMillis() || now < known.fromMillis()) {
            verified.invalidate(token);
            return new SignIn.Refused("expired");
        }
        return new SignIn.SignedIn(known.caller());
    }

    private SignIn verify(String token) {
        if (token.length() > settings.maxTokenLength()) {
            return new SignIn.Refused("too-long");
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWSHeader header = jwt.getHeader();
            String keyId = header.getKeyID() == null ? "" : header.getKeyID();
            // before the key is looked for: a set that is replaced meanwhile must not pass for the one it was found in
            int reading = ring.reading();
            Optional<VerifyKey> key = ring.find(keyId);
            if (key.isEmpty()) {
                return ring.isEmpty() ? new SignIn.Unavailable() : new SignIn.Refused("unknown-key");
            }
            boolean signed = key.get().signsAs(header.getAlgorithm().getName())
                    && header.getCriticalParams() == null
                    && header.isBase64URLEncodePayload()
                    && key.get()
                            .verifies(jwt.getSigningInput(), jwt.getSignature().decode());
            return signed ? judge(token, keyId, reading, jwt.getJWTClaimsSet()) : new SignIn.Refused("bad-signature");
        } catch (ParseException | DateTimeParseException | IllegalArgumentException | IllegalStateException e) {
            // the library and the records refuse malformed texts by these; what is wrong with a bad token is not told
            return new SignIn.Refused("malformed");
        }
    }

    private SignIn judge(String token, String keyId, int reading, JWTClaimsSet claims) throws ParseException {
        Optional<Instant> expires =
                Optional.ofNullable(claims.getExpirationTime()).map(date -> date.toInstant());
        Optional<Instant> notBefore =
                Optional.ofNullable(claims.getNotBeforeTime()).map(date -> date.toInstant());
        String subject = claims.getSubject();
        if (expires.isEmpty() || notBefore.isEmpty() || subject == null || !BuyerId.isValid(subject)) {
            return new SignIn.Refused("claim-missing");
        }
        if (!settings.issuer().equals(claims.getIssuer())
                || !claims.getAudience().contains(settings.audience())) {
            return new SignIn.Refused("foreign");
        }
        long now = clock.millis();
        long skew = settings.clockSkew().toMillis();
        long until = expires.get().toEpochMilli() + skew;
        long from = notBefore.get().toEpochMilli() - skew;
        if (now >= until || now < from) {
            return new SignIn.Refused("expired");
        }
        Caller caller = callerOf(subject, claims, Instant.ofEpochMilli(until));
        verified.put(token, new Verified(caller, keyId, reading, from, until));
        return new SignIn.SignedIn(caller);
    }

    private static Caller callerOf(String subject, JWTClaimsSet claims, Instant until) throws ParseException {
        Integer level = claims.getIntegerClaim("level");
        return new Caller(
                new BuyerId(subject),
                level == null ? 0 : level,
                Optional.ofNullable(claims.getStringClaim("account_created")).map(LocalDate::parse),
                Optional.ofNullable(claims.getStringClaim("home_region")),
                "operator".equals(claims.getStringClaim("role")),
                until);
    }
}
