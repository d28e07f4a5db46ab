package doorbuster.admission;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;

/// One public key of the identity provider together with the one algorithm it is used with. The token does not
/// choose: a token that names another algorithm is refused before a signature is computed.
///
/// @param id the key's `kid`, empty when the set gives none
/// @param signature the JCA's name of the algorithm
record VerifyKey(String id, JWSAlgorithm algorithm, String signature, PublicKey key) {
    private static final int LEAST_RSA_BITS = 2048;

    /// SubjectPublicKeyInfo of an Ed25519 key without its 32 bytes (RFC 8410).
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    /// The key, when it is one that may sign tokens: EC P-256, RSA of 2048 bits or more, Ed25519, for signatures.
    static Optional<VerifyKey> of(JWK jwk) throws GeneralSecurityException, com.nimbusds.jose.JOSEException {
        String id = jwk.getKeyID() == null ? "" : jwk.getKeyID();
        if (jwk.getKeyUse() != null && !KeyUse.SIGNATURE.equals(jwk.getKeyUse())) {
            return Optional.empty();
        }
        Optional<VerifyKey> key = switch (jwk) {
            case ECKey ec
            when Curve.P_256.equals(ec.getCurve()) ->
                Optional.of(new VerifyKey(id, JWSAlgorithm.ES256, "SHA256withECDSAinP1363Format", ec.toECPublicKey()));
            case RSAKey rsa
            when rsa.size() >= LEAST_RSA_BITS ->
                Optional.of(new VerifyKey(id, JWSAlgorithm.RS256, "SHA256withRSA", rsa.toRSAPublicKey()));
            case OctetKeyPair okp
            when Curve.Ed25519.equals(okp.getCurve()) ->
                Optional.of(new VerifyKey(id, JWSAlgorithm.EdDSA, "Ed25519", ed25519(okp)));
            default -> Optional.empty();
        };
        return key.filter(
                k -> jwk.getAlgorithm() == null || k.signsAs(jwk.getAlgorithm().getName()));
    }

    /// Whether a header's `alg` names this key's algorithm; `Ed25519` is RFC 9864's name for EdDSA on that curve.
    boolean signsAs(String named) {
        return algorithm.getName().equals(named) || (algorithm.equals(JWSAlgorithm.EdDSA) && named.equals("Ed25519"));
    }

    /// Whether the signature over the text is this key's.
    boolean verifies(byte[] signed, byte[] given) {
        try {
            Signature check = Signature.getInstance(signature);
            check.initVerify(key);
            check.update(signed);
            return check.verify(given);
        } catch (GeneralSecurityException e) {
            // a signature of another length or form is a forged one
            return false;
        }
    }

    private static PublicKey ed25519(OctetKeyPair pair) throws GeneralSecurityException {
        byte[] point = pair.getDecodedX();
        if (point.length != 32) {
            throw new GeneralSecurityException("an Ed25519 key has 32 bytes, not " + point.length);
        }
        byte[] encoded = java.util.Arrays.copyOf(ED25519_PREFIX, ED25519_PREFIX.length + point.length);
        System.arraycopy(point, 0, encoded, ED25519_PREFIX.length, point.length);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }
}
