package doorbuster.rig;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/// A captcha as the unit hands it out, solved as a page does it: by trying.
///
/// @param challenge the SHA-256 of the salt with the number that is looked for
/// @param maxnumber the number is not greater
public record Puzzle(String algorithm, String challenge, long maxnumber, String salt, String signature) {
    private static final JsonMapper JSON = new JsonMapper();

    /// The captcha of an answer's body.
    public static Puzzle of(String body) {
        try {
            return JSON.readValue(body, Puzzle.class);
        } catch (IOException e) {
            throw new IllegalStateException(body, e);
        }
    }

    /// The text that goes with an order.
    public String solved() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (long number = 0; number <= maxnumber; number++) {
                String hash = HexFormat.of().formatHex(sha.digest((salt + number).getBytes(StandardCharsets.UTF_8)));
                if (hash.equals(challenge)) {
                    return solution(number);
                }
            }
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
        throw new AssertionError("the challenge has no solution");
    }

    /// The text of a solution that says this number, be it right or wrong.
    public String solution(long number) throws IOException {
        Map<String, Object> parts = Map.of(
                "algorithm", algorithm, "challenge", challenge, "number", number, "salt", salt, "signature", signature);
        return Base64.getEncoder().encodeToString(JSON.writeValueAsString(parts).getBytes(StandardCharsets.UTF_8));
    }
}
