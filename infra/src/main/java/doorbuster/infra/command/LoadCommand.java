package doorbuster.infra.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

@Command(
        name = "load",
        description = "Buys over HTTP as many buyers at once and reckons afterwards; arguments go to the load test.")
final class LoadCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ARG", description = "handed on; `load -- --help` lists them")
    private List<String> arguments = new ArrayList<>();

    @Unmatched
    private List<String> more = new ArrayList<>();

    @Override
    public Integer call() {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(more);
        return ModuleCommand.loadtest("load", all);
    }
}
