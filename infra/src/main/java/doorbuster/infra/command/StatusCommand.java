package doorbuster.infra.command;

import doorbuster.infra.fleet.FleetReport;
import doorbuster.infra.fleet.FleetState;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description = "Asks every process of the fleet how it is; exits with 0 only when all are healthy.")
final class StatusCommand implements Callable<Integer> {
    @Option(names = "--json", description = "one JSON document")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Optional<FleetReport> report =
                FleetState.read(Surroundings.workspace().stateFile()).map(FleetReport::of);
        if (json) {
            Surroundings.print(out, report.map(FleetReport::json).orElseGet(StatusCommand::nothing));
        } else {
            report.ifPresentOrElse(
                    known -> print(out, known), () -> out.println("nothing is running; ./doorbuster up starts it"));
        }
        return report.filter(FleetReport::healthy).isPresent() ? 0 : 1;
    }

    private static Map<String, Object> nothing() {
        return Map.of("healthy", false, "supervised", false, "regions", List.of(), "origin", Map.of());
    }

    private static void print(PrintWriter out, FleetReport report) {
        Table table = new Table("unit", "role", "address", "pid", "health", "restarts");
        report.units().forEach(unit -> rows(table, unit));
        rows(table, report.origin());
        report.services().forEach(service -> rows(table, service));
        table.print(out);
        out.println(
                report.supervised()
                        ? (report.healthy() ? "all healthy" : "not healthy") + on(report)
                        : "the launcher is gone: nothing is started again; ./doorbuster down cleans up");
    }

    private static String on(FleetReport report) {
        return report.backing().equals("containers") ? "; the stores run in containers" : "";
    }

    private static void rows(Table table, FleetReport.UnitReport unit) {
        unit.processes().forEach(one -> {
            FleetState.Member process = one.process();
            table.row(
                    unit.unit().name(),
                    process.role(),
                    process.address(),
                    Long.toString(process.running().pid()),
                    one.healthy() ? "healthy" : process.running().handle().isPresent() ? "not answering" : "dead",
                    Integer.toString(process.restarts()));
        });
    }
}
