package doorbuster.infra.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalIdentityTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void a_buyers_token_says_what_the_contract_names() throws Exception {
        String token = LocalIdentity.in(folder)
                .buyerToken(new LocalIdentity.Buyer("ann", 3, LocalDate.of(2020, 1, 1), Optional.of("eu-west")), NOW);
        JWTClaimsSet claims = verified(token);
        assertThat(claims.getSubject()).isEqualTo("ann");
        assertThat(claims.getIssuer()).isEqualTo(LocalIdentity.ISSUER);
        assertThat(claims.getAudience()).containsExactly(LocalIdentity.AUDIENCE);
        assertThat(claims.getLongClaim("level")).isEqualTo(3);
        assertThat(claims.getStringClaim("account_created")).isEqualTo("2020-01-01");
        assertThat(claims.getStringClaim("home_region")).isEqualTo("eu-west");
        assertThat(claims.getExpirationTime()).isAfter(Date.from(NOW));
        assertThat(claims.getClaim("role")).isNull();
    }

    @Test
    void an_operators_token_has_the_role() throws Exception {
        assertThat(verified(LocalIdentity.in(folder).operatorToken(NOW)).getStringClaim("role"))
                .isEqualTo("operator");
    }

    @Test
    void the_key_stays_the_same_is_private_and_never_in_the_public_file() throws IOException {
        LocalIdentity.in(folder);
        String first = Files.readString(LocalIdentity.keyFile(folder));
        LocalIdentity.in(folder);
        assertThat(Files.readString(LocalIdentity.keyFile(folder))).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(LocalIdentity.keyFile(folder))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(LocalIdentity.jwksFile(folder))).doesNotContain("\"d\"");
    }

    private JWTClaimsSet verified(String token) throws ParseException, IOException, JOSEException {
        SignedJWT signed = SignedJWT.parse(token);
        JWKSet keys = JWKSet.load(LocalIdentity.jwksFile(folder).toFile());
        assertThat(signed.verify(new ECDSAVerifier(
                        keys.getKeyByKeyId(signed.getHeader().getKeyID()).toECKey())))
                .isTrue();
        return signed.getJWTClaimsSet();
    }
}
