package doorbuster.sale;

/// The name of a sale inside its unit: a DNS-label-like word of 1–63 characters, `a–z 0–9 -`.
public record SaleId(String value) {
    private static final int MAX_LENGTH = 63;

    /// @throws IllegalArgumentException when the name has another form
    public SaleId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a sale id is 1-63 of a-z 0-9 -, not '" + value + "'");
        }
    }

    /// Whether a text would be accepted as a sale's name. A loop, because every request is asked: a regular
    /// expression costs ten times as much.
    public static boolean isValid(String value) {
        int length = value.length();
        if (length == 0 || length > MAX_LENGTH || value.charAt(0) == '-' || value.charAt(length - 1) == '-') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') {
                return false;
            }
        }
        return true;
    }

    /// Whether it is a sale by which a unit is proven to sell: no buyer is shown it, and no operator once it is closed.
    public boolean isSynthetic() {
        return value.startsWith("synthetic-");
    }

    @Override
    public String toString() {
        return value;
    }
}
