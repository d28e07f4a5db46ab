package doorbuster.door;

import java.math.BigDecimal;
import java.util.Currency;

/// Amounts in a currency's minor unit, as people write them.
final class Money {
    private Money() {}

    /// Such as `19.99` for 1999 EUR, `500` for 500 JPY.
    static String text(long minor, String currency) {
        return BigDecimal.valueOf(minor, decimals(currency)).toPlainString();
    }

    private static int decimals(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException e) {
            // a code newer than this JDK; two decimals are the usual
            return 2;
        }
    }
}
