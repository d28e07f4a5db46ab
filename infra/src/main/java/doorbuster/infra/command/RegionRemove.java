package doorbuster.infra.command;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.infra.admin.Refused;
import doorbuster.infra.admin.Units;
import doorbuster.infra.fleet.FleetState;
import doorbuster.infra.fleet.FleetState.Member;
import doorbuster.infra.fleet.Launcher;
import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.local.StartFailed;
import doorbuster.regions.Region;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "remove",
        description = "Drains a region, ends its unit, deletes its data and its file, and proves that nothing is left."
                + " One that ended halfway is gone on with.")
final class RegionRemove implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "a region of regions/")
    private String name = "";

    @Option(names = "--keep-data", description = "keep its stores, logs and passwords below .doorbuster/")
    private boolean keepData;

    @Option(names = "--force", description = "even when units are unsold, orders unpaid, or it does not answer")
    private boolean force;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Workspace workspace = Surroundings.workspace();

    @Override
    public Integer call() {
        Steps steps = new Steps(spec.commandLine().getOut(), name);
        Units units = Surroundings.units();
        Region region = removable(units);
        FleetState state = FleetState.read(workspace.stateFile())
                .filter(known -> known.launcher().handle().isPresent())
                .orElseThrow(() -> new StartFailed("no fleet runs on this machine: its slot at the catalog's origin can"
                        + " only be dropped while the origin runs; ./doorbuster up starts it"));
        List<Member> processes = state.units().stream()
                .filter(unit -> unit.name().equals(name))
                .flatMap(unit -> unit.processes().stream())
                .toList();
        if (processes.isEmpty() && !force && !Files.exists(workspace.halfway(name))) {
            throw new StartFailed(name + " does not run, so nobody can say what it still has to sell; ./doorbuster up"
                    + " starts it, or say --force");
        }
        takeAway(units, region, processes, steps);
        prove(state, region, processes, steps);
        return 0;
    }

    private Region removable(Units units) {
        Region region = units.named(name);
        if (units.all().size() == 1) {
            throw new StartFailed(
                    name + " is the last region; ./doorbuster down ends the fleet, and up --fresh drops its data");
        }
        if (region.isOrigin()) {
            throw new StartFailed(name + " has the catalog's origin: it can only be removed after another region's file"
                    + " has the origin");
        }
        return region;
    }

    private void takeAway(Units units, Region region, List<Member> processes, Steps steps) {
        Removal removal = new Removal(workspace, name);
        if (!processes.isEmpty()) {
            empty(units, region, steps);
        }
        removal.leave();
        if (!processes.isEmpty()) {
            unsubscribe(units, region);
        }
        removal.dropSlots(units);
        steps.done("left the catalog and the other regions' lists");
        removal.stop();
        steps.done("its " + processes.size() + " processes are ended");
        if (keepData) {
            // the mark goes last: cut off before, this is still a removal that is halfway
            removal.deleteFile();
            removal.keepData();
        } else {
            removal.deleteData();
            removal.deleteFile();
        }
        steps.done(keepData ? "file deleted, data kept in .doorbuster/units/" + name : "data and file deleted");
    }

    /// Nothing that a buyer or an operator still waits for may go with it.
    private void empty(Units units, Region region, Steps steps) {
        try {
            Draining draining = new Draining(units, region);
            if (!force) {
                long unsold = draining.unsold();
                long unpaid = draining.unpaid();
                if (unsold > 0 || unpaid > 0) {
                    throw new StartFailed(name + " still has " + unsold + " units to sell in sales that are not closed"
                            + " and " + unpaid + " units confirmed and not paid; close its sales and let the orders"
                            + " end, or say --force");
                }
            }
            RegionDrain.drain(workspace, units, region, steps);
        } catch (Refused e) {
            if (!force) {
                throw new Refused(e.status(), e.getMessage() + "; --force removes it as it is");
            }
            steps.done("does not answer: removed as it is (--force)");
        }
    }

    private void unsubscribe(Units units, Region region) {
        try {
            units.catalogSync(region).send("POST", "/v1/catalog/decommission", Map.of());
        } catch (Refused e) {
            if (!force) {
                throw e;
            }
        }
    }

    private void prove(FleetState state, Region region, List<Member> processes, Steps steps) {
        Units units = Surroundings.units();
        List<String> left =
                new ArrayList<>(workspace.backing(state.backing(), Map.of()).left(workspace.unit(name)));
        for (JsonNode slot : units.origin().get("/v1/catalog/status").path("slots")) {
            if (slot.path("region").asText().equals(name)) {
                left.add("slot " + slot.path("name").asText() + " with "
                        + slot.path("retainedBytes").asText() + " bytes of WAL");
            }
        }
        processes.stream()
                .filter(process -> process.running().handle().isPresent())
                .forEach(process -> left.add("process " + process.running().pid() + " (" + process.role() + ")"));
        try {
            DnsSight dns = new DnsSight(workspace, Launcher.regions(workspace));
            if (dns.runs() && dns.names(region)) {
                left.add("its address in the DNS");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the DNS does not answer: " + e.getMessage(), e);
        }
        Removal removal = new Removal(workspace, name);
        if (!keepData && (Files.exists(workspace.unit(name)) || Files.exists(removal.secrets()))) {
            left.add("data below " + workspace.home());
        }
        Stream.of(removal.file(), removal.overlay()).filter(Files::exists).forEach(path -> left.add(path.toString()));
        if (!left.isEmpty()) {
            throw new StartFailed(name + " is not gone: " + String.join(", ", left));
        }
        steps.done("proven: no slot, no WAL, no DNS answer, no process"
                + (state.backing().equals("containers") ? ", no container" : "") + (keepData ? "" : ", no data"));
        steps.say(region.displayName() + " is removed, after " + steps.total()
                + (keepData ? "; ./doorbuster region add " + name + " takes its data up again" : ""));
    }
}
