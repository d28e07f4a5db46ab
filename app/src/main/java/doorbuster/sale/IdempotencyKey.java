package doorbuster.sale;

import java.util.regex.Pattern;

/// The buyer's own name for one attempt: 1–64 of `A–Z a–z 0–9 - _`. The same key is the same attempt, however
/// often it is sent.
public record IdempotencyKey(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /// @throws IllegalArgumentException when the text has another form
    public IdempotencyKey {
        if (!isValid(value)) {
            throw new IllegalArgumentException("an Idempotency-Key is 1-64 of A-Z a-z 0-9 - _");
        }
    }

    /// Whether a text would be accepted as a key.
    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
