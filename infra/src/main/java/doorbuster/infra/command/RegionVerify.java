package doorbuster.infra.command;

import doorbuster.infra.admin.Units;
import doorbuster.infra.fleet.StepLine;
import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.proof.Finding;
import doorbuster.infra.proof.UnitProof;
import doorbuster.regions.Region;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        description = "Proves that a running unit is what it should be, one line per check; exits with 0 only when no"
                + " check failed.")
final class RegionVerify implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "a region of regions/")
    private String name = "";

    @Option(names = "--json", description = "one JSON document")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Workspace workspace = Surroundings.workspace();
        Units units = Surroundings.units();
        Region region = units.named(name);
        UnitProof proof = new UnitProof(workspace, units, region);
        if (!json) {
            return prove(proof, new Steps(out, name)) ? 0 : 1;
        }
        List<Finding> findings = new ArrayList<>();
        boolean proven = proof.run(findings::add);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("region", name);
        document.put("ok", proven);
        document.put("checks", findings.stream().map(Finding::json).toList());
        Surroundings.print(out, document);
        return proven ? 0 : 1;
    }

    /// Makes all checks, each a line that begins with its name, and says how many held.
    ///
    /// @return whether none failed
    static boolean prove(UnitProof proof, Steps steps) {
        List<Finding> findings = new ArrayList<>();
        boolean proven = proof.run(finding -> {
            findings.add(finding);
            steps.say(StepLine.of(
                    finding.check(), finding.verdict().words() + ": " + finding.detail(), finding.seconds()));
        });
        long held = findings.stream()
                .filter(finding -> finding.verdict() == Finding.Verdict.OK)
                .count();
        steps.done((proven ? "proven: " : "NOT proven: ") + held + " of " + findings.size() + " checks hold");
        return proven;
    }
}
