package doorbuster.infra.command;

import doorbuster.infra.admin.Units;
import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.proof.Finding;
import doorbuster.infra.proof.UnitProof;
import doorbuster.regions.Region;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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
        List<Finding> findings = new ArrayList<>();
        Consumer<Finding> each = json ? findings::add : finding -> print(out, finding);
        boolean proven = new UnitProof(workspace, units, region).run(each);
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("region", name);
            document.put("ok", proven);
            document.put("checks", findings.stream().map(Finding::json).toList());
            Surroundings.print(out, document);
        } else {
            out.println(proven ? name + " is proven" : name + " is NOT proven");
            out.flush();
        }
        return proven ? 0 : 1;
    }

    /// `ok  cluster  16384 slots served …  0.1 s`
    static void print(PrintWriter out, Finding finding) {
        out.printf(
                Locale.ROOT,
                "  %-11s  %-10s  %-82s %5.1f s%n",
                finding.verdict().words(),
                finding.check(),
                finding.detail(),
                finding.seconds());
        out.flush();
    }
}
