package doorbuster.infra.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import doorbuster.infra.admin.Units;
import doorbuster.regions.Region;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "book",
        description = "Says where every unit of a sale is (of all sales when none is named); exits with 0 only when"
                + " every book balances.")
final class SaleBook implements Callable<Integer> {
    private static final List<String> COLUMNS =
            List.of("epoch", "allotted", "available", "inTransfer", "accepted", "confirmed", "paid", "released");

    @Parameters(paramLabel = "SALE", arity = "0..1")
    private Optional<String> sale = Optional.empty();

    @Mixin
    private RegionChoice where = new RegionChoice();

    @Option(names = "--json", description = "one JSON list with a region in each entry")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Units units = Surroundings.units();
        List<ObjectNode> books = new ArrayList<>();
        for (Region region : where.toLook(units)) {
            sales(units, region).forEach(id -> books.add(book(units, region, id)));
        }
        if (json) {
            Surroundings.print(out, books);
        } else {
            print(out, books);
        }
        return books.stream().allMatch(SaleBook::balances) ? 0 : 1;
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

    private static void print(PrintWriter out, List<ObjectNode> books) {
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
        table.print(out);
    }
}
