package doorbuster.infra.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import doorbuster.infra.admin.Units;
import doorbuster.regions.Region;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
    static final class Listing implements Callable<Integer> {
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
            List<ObjectNode> letters = waiting(units, where.toLook(units));
            if (json) {
                Surroundings.print(out, letters);
            } else if (letters.isEmpty()) {
                out.println("no dead letters");
            } else {
                Table table = new Table("region", "letter", "order", "units", "since", "reason");
                letters.forEach(letter -> table.row(
                        letter.path("region").asText(),
                        letter.path("id").asText(),
                        letter.path("orderId").asText(),
                        letter.path("quantity").asText(),
                        letter.path("since").asText(),
                        letter.path("reason").asText()));
                table.print(out);
            }
            return 0;
        }
    }

    @Command(name = "show", description = "Shows one dead letter as JSON.")
    static final class Show implements Callable<Integer> {
        @Parameters(paramLabel = "LETTER")
        private String id = "";

        @Mixin
        private RegionChoice where = new RegionChoice();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            Units units = Surroundings.units();
            List<ObjectNode> found = waiting(units, where.toLook(units)).stream()
                    .filter(letter -> letter.path("id").asText().equals(id))
                    .toList();
            if (found.isEmpty()) {
                throw new CommandLine.ParameterException(spec.commandLine(), "no dead letter " + id + " is waiting");
            }
            found.forEach(letter -> Surroundings.print(spec.commandLine().getOut(), letter));
            return 0;
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
