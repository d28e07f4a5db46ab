package doorbuster.door;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An identity provider with one key of each kind.
public final class Identity {
    public static final String ISSUER = "https://identity.test";
    public static final String AUDIENCE = "doorbuster";
    private static @Nullable Identity shared;
    public final ECKey ec;
    public final RSAKey rsa;
    private final KeyPair ed;

    public Identity() throws JOSEException, GeneralSecurityException {
        ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        ed = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    /// One provider for all tests of a run: keys take long to make.
    public static synchronized Identity shared() throws JOSEException, GeneralSecurityException {
        if (shared == null) {
            shared = new Identity();
        }
        return shared;
    }

    /// The public key set.
    public String keys() {
        byte[] encoded = ed.getPublic().getEncoded();
        Base64URL x = Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        OctetKeyPair okp =
                new OctetKeyPair.Builder(Curve.Ed25519, x).keyID("ed").build();
        return new JWKSet(List.of(ec.toPublicJWK(), rsa.toPublicJWK(), okp)).toString();
    }

    /// A buyer's usual token.
    public String token(String buyer) {
        return es256(claims(buyer).build());
    }

    /// A buyer's token with changed claims.
    public String token(String buyer, Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = claims(buyer);
        change.accept(claims);
        return es256(claims.build());
    }

    public String operator(String name) {
        return token(name, claims -> claims.claim("role", "operator"));
    }

    public String es256(JWTClaimsSet claims) {
        return sign(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec").build(), claims, () -> new ECDSASigner(ec));
    }

    public String rs256(JWTClaimsSet claims) {
        return sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa").build(), claims, () -> new RSASSASigner(rsa));
    }

    /// HMAC with the public key as its secret: the classic confusion.
    public String hs256(JWTClaimsSet claims, String keyId) {
        return sign(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(keyId).build(),
                claims,
                () -> new MACSigner(rsa.toRSAPublicKey().getEncoded()));
    }

    public String eddsa(JWTClaimsSet claims) throws GeneralSecurityException {
        String head =
                Base64URL.encode("{\"alg\":\"EdDSA\",\"kid\":\"ed\"}") + "." + Base64URL.encode(claims.toString());
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(ed.getPrivate());
        signature.update(head.getBytes(StandardCharsets.US_ASCII));
        return head + "." + Base64URL.encode(signature.sign());
    }

    public String unsigned(JWTClaimsSet claims) {
        return Base64URL.encode("{\"alg\":\"none\",\"kid\":\"ec\"}") + "." + Base64URL.encode(claims.toString()) + ".";
    }

    @SuppressWarnings("JavaUtilDate") // the library's claims take no other
    public static JWTClaimsSet.Builder claims(String buyer) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(buyer)
                .claim("level", 3)
                .claim("account_created", "2020-01-01")
                .notBeforeTime(Date.from(now.minusSeconds(60)))
                .expirationTime(Date.from(now.plusSeconds(3600)));
    }

    private interface Signer {
        JWSSigner make() throws JOSEException;
    }

    public String sign(JWSHeader header, JWTClaimsSet claims) {
        return sign(header, claims, () -> new ECDSASigner(ec));
    }

    private static String sign(JWSHeader header, JWTClaimsSet claims, Signer signer) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(signer.make());
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
