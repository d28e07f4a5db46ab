package doorbuster.sale;

import java.util.regex.Pattern;

/// The name of a sale inside its unit: a DNS-label-like word of 1–63 characters, `a–z 0–9 -`.
public record SaleId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /// @throws IllegalArgumentException when the name has another form
    public SaleId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a sale id is 1-63 of a-z 0-9 -, not '" + value + "'");
        }
    }

    /// Whether a text would be accepted as a sale's name.
    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
