package doorbuster.infra.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/// What the units say about sales, read leniently: a field that is missing is an empty cell.
final class Sales {
    private Sales() {}

    /// The list in an answer that is a list or has one as `sales`.
    static JsonNode of(JsonNode answer) {
        return answer.isArray() ? answer : answer.path("sales");
    }

    static String id(JsonNode sale) {
        return sale.path("saleId").asText(sale.path("id").asText());
    }

    /// `19.99 EUR`
    static String price(JsonNode sale) {
        JsonNode price =
                sale.path("priceMinor").isMissingNode() ? sale.path("price").path("minor") : sale.path("priceMinor");
        String currency =
                sale.path("currency").asText(sale.path("price").path("currency").asText());
        return price.isNumber() ? BigDecimal.valueOf(price.asLong(), 2) + " " + currency : "";
    }
}
