package doorbuster.infra.command;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.infra.admin.Units;
import doorbuster.regions.Region;
import java.util.Map;
import picocli.CommandLine.Command;

/// What an operator may ask of the catalog-sync of a unit.
abstract class CatalogTurn extends RegionTurn {

    /// The word in the path, and what is then said.
    abstract String word();

    abstract String said(JsonNode answer);

    @Override
    final String turn(Units units, Region region) {
        return said(units.catalogSync(region).send("POST", "/v1/catalog/" + word(), Map.of()));
    }

    @Command(name = "audit", description = "Compares every row of a unit's catalog now, and mends what differs.")
    static final class Audit extends CatalogTurn {
        @Override
        String word() {
            return "audit";
        }

        @Override
        String said(JsonNode answer) {
            String rows = answer.path("rows").asText() + " rows";
            String version = "version " + answer.path("version").asText();
            String took = " (" + answer.path("tookMs").asText() + " ms)";
            long mended = answer.path("mended").asLong();
            if (answer.path("unsound").asBoolean()) {
                return "the copy of " + version + " is not whole: a new one is being made, readers notice nothing";
            }
            if (!answer.path("equal").asBoolean()) {
                return "some of " + rows + " DIFFER from " + version + ", in " + answer.path("chunks")
                        + ", and cannot be mended now: catalog status says why";
            }
            return mended == 0
                    ? "all " + rows + " are what " + version + " says" + took
                    : mended + (mended == 1 ? " row differed from " : " rows differed from ") + version
                            + (mended == 1 ? " and was mended" : " and were mended") + "; now all " + rows
                            + " are equal" + took
                            + "; catalog drift names them";
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
