package doorbuster.sale;

/// The buyer's own name for one attempt: 1–64 of `A–Z a–z 0–9 - _`. The same key is the same attempt, however
/// often it is sent.
public record IdempotencyKey(String value) {
    private static final int MAX_LENGTH = 64;

    /// @throws IllegalArgumentException when the text has another form
    public IdempotencyKey {
        if (!isValid(value)) {
            throw new IllegalArgumentException("an Idempotency-Key is 1-64 of A-Z a-z 0-9 - _");
        }
    }

    /// Whether a text would be accepted as a key.
    public static boolean isValid(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-' && c != '_') {
                return false;
            }
        }
        return !value.isEmpty() && value.length() <= MAX_LENGTH;
    }

    @Override
    public String toString() {
        return value;
    }
}
