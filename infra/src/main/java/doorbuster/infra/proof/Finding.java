package doorbuster.infra.proof;

import java.util.LinkedHashMap;
import java.util.Map;

/// What one check found.
///
/// @param detail one line: what was seen, or what is wrong
public record Finding(String check, Verdict verdict, String detail, double seconds) {
    /// How a check ended.
    public enum Verdict {
        OK("ok"),
        FAILED("FAILED"),
        /// This machine cannot tell.
        NOT_CHECKED("not checked");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /// As a program reads it.
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("check", check);
        json.put("ok", verdict != Verdict.FAILED);
        json.put("checked", verdict != Verdict.NOT_CHECKED);
        json.put("detail", detail);
        json.put("seconds", seconds);
        return json;
    }
}
