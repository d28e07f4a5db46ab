package doorbuster.infra.command;

import doorbuster.infra.admin.Units;
import doorbuster.regions.Region;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The turns of a sale that need nothing but its name.
abstract class SaleTurn implements Callable<Integer> {
    @Parameters(paramLabel = "SALE")
    private String sale = "";

    @Mixin
    private RegionChoice where = new RegionChoice();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// The word in the path, and what is then said.
    abstract String word();

    abstract String said();

    @Override
    public Integer call() {
        Units units = Surroundings.units();
        for (Region region : where.toChange(units)) {
            units.admin(region).send("POST", "/v1/sales/" + sale + "/" + word(), Map.of());
            spec.commandLine().getOut().println(region.name() + ": " + sale + " " + said());
        }
        return 0;
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
