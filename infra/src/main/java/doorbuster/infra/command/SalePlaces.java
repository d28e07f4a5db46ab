package doorbuster.infra.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// The places where a sale's units are, as people read them: those that add up to the stock, their sum, and below it
/// what is told besides.
final class SalePlaces {
    private SalePlaces() {}

    /// @param books as the unit tells them, with the region of each
    static Table table(List<ObjectNode> books) {
        Table table = new Table("region", "place", "lane", "units", "orders");
        for (ObjectNode book : books) {
            String region = book.path("region").asText();
            List<JsonNode> besides = new ArrayList<>();
            for (JsonNode place : book.path("places")) {
                if (place.path("counts").asBoolean()) {
                    row(table, region, place, "");
                } else {
                    besides.add(place);
                }
            }
            long missing = book.path("allotted").asLong() - book.path("sum").asLong();
            table.row(
                    region,
                    missing == 0 ? "= allotted" : "= " + book.path("sum").asText() + " of, " + missing + " MISSING",
                    "",
                    book.path("allotted").asText(),
                    "");
            besides.forEach(place -> row(table, region, place, "besides: "));
        }
        return table;
    }

    private static void row(Table table, String region, JsonNode place, String before) {
        table.row(
                region,
                before + place.path("place").asText(),
                place.path("lane").asText(""),
                place.path("units").asText(),
                place.path("orders").asLong() == 0 ? "" : place.path("orders").asText());
    }
}
