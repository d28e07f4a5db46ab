package doorbuster.infra.command;

import doorbuster.infra.admin.Units;
import doorbuster.regions.Region;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Something that is looked at in several regions: shown as a table, or as JSON where a program reads it.
abstract class RegionLook implements Callable<Integer> {
    @Mixin
    private RegionChoice where = new RegionChoice();

    @Option(names = "--json", description = "as JSON, with the region in each entry")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// Looks, and says what it saw.
    ///
    /// @return whether all is as it should be; the command exits with 1 when not
    abstract boolean look(Units units, List<Region> regions);

    @Override
    public final Integer call() {
        Units units = Surroundings.units();
        boolean fine = look(units, where.toLook(units));
        out().flush();
        return fine ? 0 : 1;
    }

    /// Prints the document where JSON is asked for, else the table.
    final void say(Object document, Table table) {
        if (json) {
            Surroundings.print(out(), document);
        } else {
            table.print(out());
        }
    }

    final boolean isJson() {
        return json;
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
