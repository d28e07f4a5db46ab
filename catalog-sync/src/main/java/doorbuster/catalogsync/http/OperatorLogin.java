package doorbuster.catalogsync.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who may use the admin socket: bearers of a token with role `operator`, signed by a key of the configured set.
///
/// The algorithm must fit the key; `iss`, `aud` and `exp` must be there and right.
public final class OperatorLogin {
    private final String issuer;
    private final String audience;
    private final String jwks;
    private final Optional<JWKSource<SecurityContext>> remote;

    /// Trusts the keys of one set.
    ///
    /// @param jwks `file:` (read anew for every request: the launcher may replace it) or `https:`;
    ///     empty lets nobody in
    public OperatorLogin(String issuer, String audience, String jwks) {
        this.issuer = issuer;
        this.audience = audience;
        this.jwks = jwks;
        this.remote = jwks.startsWith("http") ? Optional.of(remote(jwks)) : Optional.empty();
    }

    private static JWKSource<SecurityContext> remote(String jwks) {
        try {
            return JWKSourceBuilder.<SecurityContext>create(URI.create(jwks).toURL())
                    .retrying(true)
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("identity.jwks is no address: " + jwks, e);
        }
    }

    /// The operator's name, empty when the header does not hold a good token of an operator.
    public Optional<String> operator(String authorization) {
        if (!authorization.startsWith("Bearer ") || jwks.isEmpty()) {
            return Optional.empty();
        }
        try {
            DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
            processor.setJWSKeySelector(
                    new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256), keys()));
            processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                    audience,
                    new JWTClaimsSet.Builder()
                            .issuer(issuer)
                            .claim("role", "operator")
                            .build(),
                    Set.of("sub", "exp")));
            return name(processor.process(authorization.substring(7).strip(), null));
        } catch (ParseException | BadJOSEException | JOSEException | IOException e) {
            return Optional.empty();
        }
    }

    private JWKSource<SecurityContext> keys() throws IOException, ParseException {
        return remote.isPresent() ? remote.get() : new ImmutableJWKSet<>(JWKSet.load(new File(URI.create(jwks))));
    }

    private static Optional<String> name(@Nullable JWTClaimsSet claims) {
        return claims == null ? Optional.empty() : Optional.ofNullable(claims.getSubject());
    }
}
