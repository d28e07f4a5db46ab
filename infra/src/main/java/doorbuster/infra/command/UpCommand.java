package doorbuster.infra.command;

import doorbuster.infra.fleet.Detachment;
import doorbuster.infra.fleet.Launcher;
import doorbuster.infra.fleet.Progress;
import doorbuster.infra.fleet.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        description = "Starts the catalog's origin and every region unit on this machine, each of real processes of its"
                + " own, and watches over them until Ctrl-C.")
final class UpCommand implements Callable<Integer> {
    @Option(names = "--region", paramLabel = "NAME", description = "only this unit; may be given several times")
    private List<String> regions = new ArrayList<>();

    @Option(names = "--detach", description = "go to the background once everything is healthy; `down` stops it")
    private boolean detach;

    @Option(names = "--fresh", description = "drop all data, logs and keys of earlier runs first")
    private boolean fresh;

    @Option(
            names = "--traces",
            description = "send every span to a Zipkin server of the fleet's own (fetched once, 135 MB), buy one unit,"
                    + " give it back and print the link to that purchase's trace")
    private boolean traces;

    @Option(names = "--no-restart", description = "leave a process that dies dead")
    private boolean noRestart;

    @Option(names = "--dns", description = "a real geo-DNS (gdnsd) beside the units, on the origin's address")
    private boolean dns;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Workspace workspace = Surroundings.workspace();
        Progress progress = new Progress(spec.commandLine().getOut());
        if (fresh) {
            workspace.drop();
        }
        Launcher launcher = new Launcher(workspace, regions, traces, progress);
        if (detach) {
            new Detachment(workspace, progress).run(arguments());
            return 0;
        }
        progress.say("Starting the catalog's origin and " + launcher.units().size() + " region unit"
                + (launcher.units().size() == 1 ? "" : "s") + " …");
        launcher.run(new Launcher.Wishes(!noRestart, dns), (all, units) -> {
            new FirstContent(workspace, all, units, progress).offer(dns);
            if (traces) {
                new FirstTrace(workspace, all, units.getFirst(), progress).show();
            }
        });
        return 0;
    }

    /// The words that start the same in the foreground.
    private List<String> arguments() {
        List<String> words = new ArrayList<>(List.of("up"));
        regions.forEach(region -> words.addAll(List.of("--region", region)));
        if (traces) {
            words.add("--traces");
        }
        if (dns) {
            words.add("--dns");
        }
        if (noRestart) {
            words.add("--no-restart");
        }
        return words;
    }
}
