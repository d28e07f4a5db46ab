package doorbuster.infra.command;

import doorbuster.infra.fleet.Launcher;
import doorbuster.infra.fleet.MachineCheck;
import doorbuster.infra.fleet.Workspace;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        description = "Says what is missing on this machine and the command that installs it; exits with 0 when `up`"
                + " can run.")
final class DoctorCommand implements Callable<Integer> {
    @Option(names = "--json", description = "one JSON document")
    private boolean json;

    @Option(
            names = "--backing",
            paramLabel = "processes|containers",
            description = "what `up` is to run PostgreSQL and Redis as (default: processes)")
    private String backing = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<MachineCheck.Finding> findings = findings(Surroundings.workspace());
        if (json) {
            List<Map<String, Object>> list = findings.stream()
                    .map(one -> Map.<String, Object>of(
                            "what", one.what(), "ok", one.ok(), "needed", one.needed(), "detail", one.detail()))
                    .toList();
            Surroundings.print(out, Map.of("ok", isFit(findings), "findings", list));
        } else {
            Table table = new Table("", "what", "detail");
            findings.forEach(one ->
                    table.row(one.ok() ? "ok" : one.needed() ? "MISSING" : "optional", one.what(), one.detail()));
            table.print(out);
        }
        return isFit(findings) ? 0 : 1;
    }

    private List<MachineCheck.Finding> findings(Workspace workspace) {
        return MachineCheck.findings(Launcher.regions(workspace), workspace.backing(backing, System.getenv()));
    }

    private static boolean isFit(List<MachineCheck.Finding> findings) {
        return findings.stream().allMatch(one -> one.ok() || !one.needed());
    }
}
