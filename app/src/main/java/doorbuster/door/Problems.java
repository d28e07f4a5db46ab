package doorbuster.door;

import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes refusals as `application/problem+json` (RFC 9457) with this unit's region in them. What never changes is
/// made once.
public final class Problems {
    private static final Header TYPE = HeaderValues.createCached("Content-Type", "application/problem+json");
    private final String region;
    private final Map<Code, Answer> plain = new EnumMap<>(Code.class);

    /// Problems of one unit.
    public Problems(String region) {
        this.region = region;
        for (Code code : Code.values()) {
            plain.put(code, with(code, Map.of("detail", code.title() + ".")));
        }
    }

    /// The refusal with nothing but its title to say.
    public Answer of(Code code) {
        return plain.getOrDefault(code, Answer.empty(code.status()));
    }

    /// The refusal with a detail for people; never the text of an exception.
    public Answer of(Code code, String detail) {
        return with(code, Map.of("detail", detail));
    }

    /// The refusal that may be asked again after some time.
    ///
    /// @param seconds at least 1
    public Answer later(Code code, String detail, long seconds) {
        return of(code, detail).with("Retry-After", Long.toString(Math.max(1, seconds)));
    }

    /// The refusal with members of its own beside RFC 9457's.
    public Answer with(Code code, Map<String, ?> members) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "urn:doorbuster:problem:" + code.word());
        problem.put("title", code.title());
        problem.put("status", code.status());
        problem.put("code", code.word());
        problem.put("region", region);
        problem.putAll(members);
        return Answer.refusal(code, TYPE, Json.bytes(problem));
    }

    /// A refusal that only operators see, with a code of its own.
    public Answer ofOperators(int status, String code, String detail) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "urn:doorbuster:problem:" + code);
        problem.put("title", "This change is not possible");
        problem.put("status", status);
        problem.put("code", code);
        problem.put("region", region);
        problem.put("detail", detail);
        return Answer.of(status, TYPE, Json.bytes(problem));
    }
}
