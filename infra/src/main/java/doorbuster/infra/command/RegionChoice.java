package doorbuster.infra.command;

import doorbuster.infra.admin.Units;
import doorbuster.infra.local.StartFailed;
import doorbuster.regions.Region;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// Which units a command is about.
final class RegionChoice {
    @Option(names = "--region", paramLabel = "NAME", description = "this region; may be given several times")
    private List<String> names = new ArrayList<>();

    @Option(names = "--all-regions", description = "every region")
    private boolean all;

    /// For commands that only look: every region unless some are named.
    List<Region> toLook(Units units) {
        return names.isEmpty() ? units.all() : named(units);
    }

    /// For commands that change something: one has to say where, unless there is only one region.
    List<Region> toChange(Units units) {
        if (all || units.all().size() == 1) {
            return toLook(units);
        }
        if (names.isEmpty()) {
            throw new StartFailed("say where: --region NAME (" + units.names() + ") or --all-regions");
        }
        return named(units);
    }

    private List<Region> named(Units units) {
        if (all && !names.isEmpty()) {
            throw new StartFailed("--region and --all-regions exclude each other");
        }
        return names.stream().map(units::named).toList();
    }
}
