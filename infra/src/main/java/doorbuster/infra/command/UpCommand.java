package doorbuster.infra.command;

import doorbuster.infra.fleet.Detachment;
import doorbuster.infra.fleet.Launcher;
import doorbuster.infra.fleet.Progress;
import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.local.Backing;
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

    @Option(
            names = "--backing",
            paramLabel = "processes|containers",
            description = "what PostgreSQL and Redis run as (default: processes); the images of containers are named by"
                    + " DOORBUSTER_POSTGRES_IMAGE and DOORBUSTER_REDIS_IMAGE (default: postgres:18, redis:7)")
    private String backing = "";

    @Option(names = "--dns", description = "a real geo-DNS (gdnsd) beside the units, on the origin's address")
    private boolean dns;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Workspace workspace = Surroundings.workspace();
        Backing chosen = workspace.backing(backing, System.getenv());
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
                + (launcher.units().size() == 1 ? "" : "s") + described(chosen) + " …");
        launcher.run(new Launcher.Wishes(!noRestart, dns, chosen), (all, units) -> {
            new FirstContent(workspace, all, units, progress).offer(dns);
            if (traces) {
                new FirstTrace(workspace, all, units.getFirst(), progress).show();
            }
        });
        return 0;
    }

    private static String described(Backing backing) {
        return switch (backing) {
            case Backing.Processes() -> "";
            case Backing.Containers images ->
                ", their stores in containers of " + images.postgresImage() + " and " + images.redisImage();
        };
    }

    /// The words that start the same in the foreground.
    private List<String> arguments() {
        List<String> words = new ArrayList<>(List.of("up"));
        regions.forEach(region -> words.addAll(List.of("--region", region)));
        if (traces) {
            words.add("--traces");
        }
        if (!backing.isEmpty()) {
            words.addAll(List.of("--backing", backing));
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
