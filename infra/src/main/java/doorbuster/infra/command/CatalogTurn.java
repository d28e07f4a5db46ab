package doorbuster.infra.command;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.infra.admin.Units;
import doorbuster.regions.Region;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What an operator may ask of the catalog-sync of a unit.
abstract class CatalogTurn implements Callable<Integer> {
    @Mixin
    private RegionChoice where = new RegionChoice();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// The word in the path, and what is then said.
    abstract String word();

    abstract String said(JsonNode answer);

    @Override
    public Integer call() {
        Units units = Surroundings.units();
        for (Region region : where.toChange(units)) {
            JsonNode answer = units.catalogSync(region).send("POST", "/v1/catalog/" + word(), Map.of());
            spec.commandLine().getOut().println(region.name() + ": " + said(answer));
        }
        return 0;
    }

    @Command(name = "audit", description = "Compares every row of a unit's catalog now, and mends what differs.")
    static final class Audit extends CatalogTurn {
        @Override
        String word() {
            return "audit";
        }

        @Override
        String said(JsonNode answer) {
            String rows = answer.path("rows").asText() + " rows at version "
                    + answer.path("version").asText();
            return answer.path("equal").asBoolean()
                    ? rows + " are equal (" + answer.path("tookMs").asText() + " ms)"
                    : rows + ", some DIFFER and are being mended: " + answer.path("chunks");
        }
    }

    @Command(name = "reseed", description = "Copies the whole catalog into a unit anew; readers notice nothing.")
    static final class Reseed extends CatalogTurn {
        @Override
        String word() {
            return "reseed";
        }

        @Override
        String said(JsonNode answer) {
            return "a new copy is being made";
        }
    }

    @Command(
            name = "leave",
            description = "Takes a unit out of the catalog's replication for ever; its rows stay readable."
                    + " Works while the origin is away.")
    static final class Leave extends CatalogTurn {
        @Override
        String word() {
            return "decommission";
        }

        @Override
        String said(JsonNode answer) {
            return answer.path("originTold").asBoolean()
                    ? "left; nothing of it remains at the origin"
                    : "left; the origin is away: run catalog forget there when it is back";
        }
    }

    @Command(name = "join", description = "Takes a unit that left back into the catalog's replication.")
    static final class Join extends CatalogTurn {
        @Override
        String word() {
            return "join";
        }

        @Override
        String said(JsonNode answer) {
            return "joins";
        }
    }
}
