package doorbuster.door;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Orders that are refused for their token.
final class TokenRows {
    private TokenRows() {}

    private static RefusalRow token(String name, Function<Identity, String> token) {
        return new RefusalRow(
                name,
                s -> s.order("open", "ann", "k", "{\"quantity\":1}")
                        .setHeader("Authorization", "Bearer " + token.apply(s.identity)),
                401,
                "login-required");
    }

    static List<RefusalRow> all() {
        return Stream.of(noTokens(), forged(), ofOthersOrOtherTimes())
                .flatMap(List::stream)
                .toList();
    }

    private static List<RefusalRow> noTokens() {
        return List.of(
                new RefusalRow(
                        "no token",
                        s -> MalformedRows.json(
                                s.to("/v1/sales/open/orders").header("Idempotency-Key", "k"), "{\"quantity\":1}"),
                        401,
                        "login-required"),
                new RefusalRow(
                        "a password",
                        s -> s.order("open", "ann", "k", "{\"quantity\":1}").setHeader("Authorization", "Basic YTpi"),
                        401,
                        "login-required"),
                token("nonsense", id -> "nonsense"),
                token("three dots", id -> "..."));
    }

    private static List<RefusalRow> forged() {
        return List.of(
                token("alg none", id -> id.unsigned(Identity.claims("ann").build())),
                token(
                        "HS256 with the public key",
                        id -> id.hs256(Identity.claims("ann").build(), "rsa")),
                token(
                        "HS256 under the EC key's name",
                        id -> id.hs256(Identity.claims("ann").build(), "ec")),
                token(
                        "ES256 under the RSA key's name",
                        id -> id.sign(
                                new JWSHeader.Builder(JWSAlgorithm.ES256)
                                        .keyID("rsa")
                                        .build(),
                                Identity.claims("ann").build())),
                token(
                        "a path as kid",
                        id -> id.sign(
                                new JWSHeader.Builder(JWSAlgorithm.ES256)
                                        .keyID("../../etc/passwd")
                                        .build(),
                                Identity.claims("ann").build())),
                token(
                        "a key of its own in the header",
                        id -> id.sign(
                                new JWSHeader.Builder(JWSAlgorithm.ES256)
                                        .jwk(id.ec.toPublicJWK())
                                        .build(),
                                Identity.claims("ann").build())),
                token("a changed signature", id -> id.token("ann").replaceAll("..$", "AA")),
                token("a changed claim", id -> swapClaims(id.token("ann"), id.token("bob"))));
    }

    @SuppressWarnings("JavaUtilDate") // the library's claims take no other
    private static List<RefusalRow> ofOthersOrOtherTimes() {
        return List.of(
                token("an expired one", id -> id.token("ann", c -> c.expirationTime(new Date(1_000_000)))),
                token(
                        "one of tomorrow",
                        id -> id.token(
                                "ann",
                                c -> c.notBeforeTime(Date.from(Instant.now().plusSeconds(3600))))),
                token("no exp", id -> id.token("ann", c -> c.expirationTime(null))),
                token("no nbf", id -> id.token("ann", c -> c.notBeforeTime(null))),
                token("no sub", id -> id.token("ann", c -> c.subject(null))),
                token("a sub with a tab", id -> id.token("a\tb")),
                token("a foreign aud", id -> id.token("ann", c -> c.audience("other"))),
                token("no aud", id -> id.token("ann", c -> c.audience((String) null))),
                token("a foreign iss", id -> id.token("ann", c -> c.issuer("https://evil.test"))),
                token("level as a word", id -> id.token("ann", c -> c.claim("level", "high"))),
                token("account_created as nonsense", id -> id.token("ann", c -> c.claim("account_created", "soon"))),
                token("9 KB", id -> id.token("ann", c -> c.claim("x", "y".repeat(9_000)))));
    }

    private static String swapClaims(String token, String other) {
        List<String> parts = List.of(token.split("\\.", -1));
        return parts.get(0) + "." + List.of(other.split("\\.", -1)).get(1) + "." + parts.get(2);
    }
}
