package doorbuster.infra.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "load",
        description = "Buys over HTTP as many buyers at once and reckons afterwards; arguments go to the load test.")
final class LoadCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ARG", description = "handed on; `load -- --help` lists them")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() {
        return ModuleCommand.loadtest("load", arguments);
    }
}
