package doorbuster.infra.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import doorbuster.infra.admin.Units;
import doorbuster.infra.local.StartFailed;
import doorbuster.regions.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "dead-letters",
        description = "Orders that could not be settled and wait for an operator; their units stay held meanwhile.",
        subcommands = {
            SaleDeadLetters.Listing.class,
            SaleDeadLetters.Show.class,
            SaleDeadLetters.Retry.class,
            SaleDeadLetters.Refuse.class
        })
final class SaleDeadLetters implements Callable<Integer> {
    private static final String PATH = "/v1/dead-letters";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "dead-letters wants a word more: list, show, retry or refuse");
    }

    private static List<ObjectNode> waiting(Units units, List<Region> regions) {
        List<ObjectNode> letters = new ArrayList<>();
        for (Region region : regions) {
            for (JsonNode letter : units.admin(region).get(PATH).path("deadLetters")) {
                letters.add(((ObjectNode) letter).put("region", region.name()));
            }
        }
        return letters;
    }

    @Command(name = "list", description = "Lists the dead letters of every region.")
    static final class Listing extends RegionLook {
        @Override
        boolean look(Units units, List<Region> regions) {
            List<ObjectNode> letters = waiting(units, regions);
            if (letters.isEmpty() && !isJson()) {
                out().println("no dead letters");
                return true;
            }
            Table table = new Table("region", "letter", "order", "units", "since", "reason");
            letters.forEach(letter -> table.row(
                    letter.path("region").asText(),
                    letter.path("id").asText(),
                    letter.path("orderId").asText(),
                    letter.path("quantity").asText(),
                    letter.path("since").asText(),
                    letter.path("reason").asText()));
            say(letters, table);
            return true;
        }
    }

    @Command(name = "show", description = "Shows one dead letter, field by field.")
    static final class Show extends RegionLook {
        @Parameters(paramLabel = "LETTER")
        private String id = "";

        @Override
        boolean look(Units units, List<Region> regions) {
            List<ObjectNode> found = waiting(units, regions).stream()
                    .filter(letter -> letter.path("id").asText().equals(id))
                    .toList();
            if (found.isEmpty()) {
                throw new StartFailed("no dead letter " + id + " is waiting");
            }
            Table table = new Table("field", "value");
            found.getFirst()
                    .properties()
                    .forEach(field -> table.row(field.getKey(), field.getValue().asText()));
            say(found.getFirst(), table);
            return true;
        }
    }

    /// What may be done with a letter.
    abstract static class Decision extends RegionTurn {
        @Parameters(paramLabel = "LETTER", description = "as `list` names it: sale:lane:entry")
        private String id = "";

        abstract String word();

        abstract String said();

        @Override
        final String turn(Units units, Region region) {
            units.admin(region).send("POST", PATH + "/" + id + "/" + word(), Map.of());
            return id + " " + said();
        }
    }

    @Command(name = "retry", description = "Puts a dead letter back into its stream.")
    static final class Retry extends Decision {
        @Override
        String word() {
            return "retry";
        }

        @Override
        String said() {
            return "will be settled again";
        }
    }

    @Command(name = "refuse", description = "Refuses the orders of a dead letter for good; their units are sold again.")
    static final class Refuse extends Decision {
        @Override
        String word() {
            return "refuse";
        }

        @Override
        String said() {
            return "is refused, its units are back";
        }
    }
}
