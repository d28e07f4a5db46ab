package doorbuster.infra.command;

import doorbuster.infra.admin.Units;
import doorbuster.regions.Region;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Something that is done to one region after the other, with one line said about each.
abstract class RegionTurn implements Callable<Integer> {
    @Mixin
    private RegionChoice where = new RegionChoice();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// Does it, and says what came of it.
    abstract String turn(Units units, Region region);

    @Override
    public final Integer call() {
        Units units = Surroundings.units();
        for (Region region : where.toChange(units)) {
            String said = turn(units, region);
            spec.commandLine().getOut().println(region.name() + ": " + said);
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
