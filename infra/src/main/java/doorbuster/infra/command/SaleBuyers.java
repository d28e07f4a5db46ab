package doorbuster.infra.command;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.infra.admin.Units;
import doorbuster.infra.admin.Upload;
import doorbuster.regions.Region;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The lists of buyers of a sale, each replaced as a whole.
abstract class SaleBuyers implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "SALE")
    private String sale = "";

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description =
                    "FILE.csv, one buyer a line, or FILE.ndjson, {\"buyer\":\"ann\"} a line; all of it or nothing")
    private Path file = Path.of("");

    @Mixin
    private RegionChoice where = new RegionChoice();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// The list's name in the path, and what those on it may do.
    abstract String list();

    abstract String may();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        long size = Upload.size(file);
        Units units = Surroundings.units();
        for (Region region : where.toChange(units)) {
            long since = System.nanoTime();
            Bar bar = Bar.on(out, size, "the unit puts it in force");
            JsonNode answer = units.admin(region)
                    .upload("PUT", "/v1/sales/" + sale + "/eligibility/" + list(), Upload.of(file, bar::show));
            bar.end();
            out.printf(
                    Locale.ROOT,
                    "%s: %,d buyers %s %s, after %.1f s%n",
                    region.name(),
                    answer.path("buyers").asLong(),
                    may(),
                    sale,
                    (System.nanoTime() - since) / 1e9);
            out.flush();
        }
        return 0;
    }

    @Command(
            name = "allow",
            description = "Replaces the list of those who may buy, where a sale sells to its list only.")
    static final class Allow extends SaleBuyers {
        @Override
        String list() {
            return "allow";
        }

        @Override
        String may() {
            return "are on the list of";
        }
    }

    @Command(name = "block", description = "Replaces the list of those who may not buy.")
    static final class Block extends SaleBuyers {
        @Override
        String list() {
            return "block";
        }

        @Override
        String may() {
            return "are shut out of";
        }
    }
}
