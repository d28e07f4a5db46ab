package doorbuster.infra.command;

import doorbuster.infra.fleet.Ending;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "down", description = "Stops everything that `up` started, in order; the data are kept.")
final class DownCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Stopping what `up` started …");
        out.flush();
        int ended = new Ending(Surroundings.workspace()).run();
        out.println(ended == 0 ? "nothing was running" : "stopped " + ended + " processes; the data are kept");
        return 0;
    }
}
