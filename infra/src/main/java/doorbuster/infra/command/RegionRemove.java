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
import doorbuster.regions.Regions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
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
        Regions regions = Launcher.regions(workspace);
        Units units = Surroundings.units();
        Region region = units.named(name);
        refuseIndispensable(regions, region);
        FleetState state = FleetState.read(workspace.stateFile())
                .filter(known -> known.launcher().handle().isPresent())
                .orElseThrow(() -> new StartFailed("no fleet runs on this machine: its slot at the catalog's origin can"
                        + " only be dropped while the origin runs; ./doorbuster up starts it"));
        List<Member> processes = state.units().stream()
                .filter(unit -> unit.name().equals(name))
                .flatMap(unit -> unit.processes().stream())
                .toList();
        Removal removal = new Removal(workspace, name);
        if (processes.isEmpty() && !force && !Files.exists(workspace.halfway(name))) {
            throw new StartFailed(name + " does not run, so nobody can say what it still has to sell; ./doorbuster up"
                    + " starts it, or say --force");
        }
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
        delete(removal, steps);
        prove(
                new Units(Launcher.regions(workspace), workspace.identity().operatorToken(Instant.now())),
                region,
                processes,
                steps);
        return 0;
    }

    /// The others live on without it, and the catalog too.
    private void refuseIndispensable(Regions regions, Region region) {
        if (regions.all().size() == 1) {
            throw new StartFailed(
                    name + " is the last region; ./doorbuster down ends the fleet, and up --fresh drops its data");
        }
        if (region.isOrigin()) {
            throw new StartFailed(name + " has the catalog's origin: it can only be removed after another region's file"
                    + " has the origin");
        }
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

    private void delete(Removal removal, Steps steps) {
        if (keepData) {
            removal.keepData();
        } else {
            removal.deleteData();
        }
        removal.deleteFile();
        steps.done(keepData ? "file deleted, data kept in .doorbuster/units/" + name : "data and file deleted");
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

    private void prove(Units units, Region region, List<Member> processes, Steps steps) {
        List<String> left = new ArrayList<>();
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
        steps.done("proven: no slot, no retained WAL, no DNS answer, no process" + (keepData ? "" : ", no data"));
        steps.say(name + " is removed, after " + steps.total());
    }
}
