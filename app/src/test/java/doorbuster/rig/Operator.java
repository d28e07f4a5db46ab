package doorbuster.rig;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;

/// An operator at the admin socket of a node.
public final class Operator {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private final int port;
    private final String token;

    private Operator(int port, String token) {
        this.port = port;
        this.token = token;
    }

    /// An operator whose token the rig's key signs.
    public static Operator of(Rig rig, int adminPort) {
        return new Operator(adminPort, token(rig));
    }

    /// Replaces a sale's `allow` or `block` list.
    public HttpResponse<String> upload(String sale, String list, String rows) {
        return sent(at("/v1/sales/" + sale + "/eligibility/" + list)
                .header("Content-Type", "text/csv")
                .PUT(HttpRequest.BodyPublishers.ofString(rows)));
    }

    /// Sends a request without a body.
    public HttpResponse<String> send(String method, String path) {
        return sent(at(path).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    /// Sends a JSON document.
    public HttpResponse<String> send(String method, String path, String json) {
        return sent(at(path).header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> sent(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("JavaUtilDate") // the library's claims take no other
    private static String token(Rig rig) {
        Instant now = Instant.now();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(rig.key().getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer("https://identity.doorbuster.local")
                        .audience("doorbuster")
                        .subject("op")
                        .claim("role", "operator")
                        .notBeforeTime(Date.from(now.minusSeconds(60)))
                        .expirationTime(Date.from(now.plusSeconds(600)))
                        .build());
        try {
            jwt.sign(new ECDSASigner(rig.key()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }
}
