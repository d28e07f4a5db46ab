package doorbuster.sale;

/// Who buys: the `sub` of the login token, 1–128 characters without control characters.
///
/// Control characters are refused because tab and line feed separate the fields of a stream entry.
public record BuyerId(String value) {
    /// The most characters a buyer's id may have.
    public static final int MAX_LENGTH = 128;

    /// @throws IllegalArgumentException when the text is empty, too long or has control characters
    public BuyerId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a buyer id is 1-128 characters without control characters");
        }
    }

    /// Whether a text would be accepted as a buyer's id.
    public static boolean isValid(String value) {
        return !value.isEmpty()
                && value.length() <= MAX_LENGTH
                && value.chars().noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
    }

    @Override
    public String toString() {
        return value;
    }
}
