package doorbuster.sale;

import java.util.regex.Pattern;

/// The stock keeping unit of a product in the catalog: 1–64 characters, `A–Z a–z 0–9 . _ -`.
public record Sku(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /// @throws IllegalArgumentException when the text has another form
    public Sku {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a sku is 1-64 of A-Z a-z 0-9 . _ -, not '" + value + "'");
        }
    }

    /// Whether a text would be accepted as a sku.
    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
