package doorbuster.infra.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import doorbuster.infra.admin.Units;
import doorbuster.infra.local.StartFailed;
import doorbuster.regions.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "book",
        description = "Says where every unit of a sale is (of all sales when none is named); exits with 0 only when"
                + " every book balances.")
final class SaleBook extends RegionLook {
    private static final List<String> COLUMNS =
            List.of("epoch", "allotted", "available", "inTransfer", "accepted", "confirmed", "paid", "released");

    @Parameters(paramLabel = "SALE", arity = "0..1")
    private Optional<String> sale = Optional.empty();

    @Option(names = "--explain", description = "of one sale: every place where units are, lane by lane")
    private boolean explain;

    @Override
    boolean look(Units units, List<Region> regions) {
        if (explain) {
            return explained(units, regions);
        }
        List<ObjectNode> books = new ArrayList<>();
        for (Region region : regions) {
            sales(units, region).forEach(id -> books.add(book(units, region, id)));
        }
        say(books, table(books));
        return books.stream().allMatch(SaleBook::balances);
    }

    private boolean explained(Units units, List<Region> regions) {
        String id = sale.orElseThrow(() -> new StartFailed("--explain wants the name of a sale"));
        List<ObjectNode> books = new ArrayList<>();
        for (Region region : regions) {
            JsonNode places = units.admin(region).get("/v1/sales/" + id + "/book/units");
            books.add(((ObjectNode) places).put("region", region.name()));
        }
        say(books, SalePlaces.table(books));
        return books.stream().allMatch(SaleBook::balances);
    }

    private Stream<String> sales(Units units, Region region) {
        return sale.map(Stream::of)
                .orElseGet(() -> StreamSupport.stream(
                                Sales.of(units.front(region).get("/v1/sales")).spliterator(), false)
                        .map(Sales::id));
    }

    private static ObjectNode book(Units units, Region region, String id) {
        JsonNode book = units.admin(region).get("/v1/sales/" + id + "/book");
        return ((ObjectNode) book).put("region", region.name());
    }

    private static boolean balances(JsonNode book) {
        return book.path("balanced").asBoolean();
    }

    private static Table table(List<ObjectNode> books) {
        List<String> head = new ArrayList<>(List.of("region", "sale"));
        head.addAll(COLUMNS);
        head.add("balanced");
        Table table = new Table(head.toArray(String[]::new));
        for (ObjectNode book : books) {
            List<String> row = new ArrayList<>(
                    List.of(book.path("region").asText(), book.path("saleId").asText()));
            COLUMNS.forEach(column -> row.add(book.path(column).asText()));
            row.add(balances(book) ? "yes" : "NO");
            table.row(row.toArray(String[]::new));
        }
        return table;
    }
}
