package doorbuster.catalog;

import doorbuster.sale.Sku;
import java.util.List;
import java.util.Map;

/// One static product of the catalog; a sale has a price of its own.
///
/// @param category the category's id, empty when it has none
/// @param priceMinor the list price in the currency's minor unit
/// @param names by language tag (`en`, `de`, …), at least one
/// @param descriptions by language tag, may be empty
/// @param attributes free words, such as `color` → `red`
/// @param pictures small SVG documents as text, the first is the main one
public record Product(
        Sku sku,
        String category,
        long priceMinor,
        String currency,
        Map<String, String> names,
        Map<String, String> descriptions,
        Map<String, String> attributes,
        List<String> pictures) {
    /// The name in that language, else in English, else in any.
    public String name(String language) {
        return inLanguage(names, language);
    }

    /// The description in that language, else in English, else in any; empty when there is none.
    public String description(String language) {
        return inLanguage(descriptions, language);
    }

    private static String inLanguage(Map<String, String> texts, String language) {
        String wanted = texts.get(language);
        String english = wanted == null ? texts.get("en") : wanted;
        return english == null ? texts.values().stream().findFirst().orElse("") : english;
    }
}
