package doorbuster.infra.command;

import doorbuster.infra.admin.Units;
import doorbuster.regions.Region;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The turns of a sale that need nothing but its name.
abstract class SaleTurn extends RegionTurn {
    @Parameters(paramLabel = "SALE")
    private String sale = "";

    /// The word in the path, and what is then said.
    abstract String word();

    abstract String said();

    @Override
    final String turn(Units units, Region region) {
        units.admin(region).send("POST", "/v1/sales/" + sale + "/" + word(), Map.of());
        return sale + " " + said();
    }

    @Command(name = "pause", description = "Stops taking orders until `resume`; what was accepted goes on.")
    static final class Pause extends SaleTurn {
        @Override
        String word() {
            return "pause";
        }

        @Override
        String said() {
            return "is paused";
        }
    }

    @Command(name = "resume", description = "Takes orders again.")
    static final class Resume extends SaleTurn {
        @Override
        String word() {
            return "resume";
        }

        @Override
        String said() {
            return "takes orders again";
        }
    }

    @Command(name = "close", description = "Ends a sale before its time.")
    static final class Close extends SaleTurn {
        @Override
        String word() {
            return "close";
        }

        @Override
        String said() {
            return "is closed";
        }
    }
}
